import type { Cassandra } from '@killrvideo/cassandra';
import type { Condition, Log, Publish } from '@killrvideo/core';
import type { EtcdAddress } from '@killrvideo/discovery';
import {
  consumeEvents,
  eventConsumerService,
  eventHistoryService,
  eventPublisher,
  grpcCourier,
  rebuildByHand,
  rebuilding,
  sameProcessFirst,
  stayingSubscribed,
  toldHistories,
  type ConsumeEvents,
  type EventListener,
  type EventTypes,
  type Exclusively,
  type Projection,
  type PublisherState,
  type RebuildByHand,
  type RebuildState,
  type ToldHistory,
} from '@killrvideo/events';
import type { GrpcService } from '@killrvideo/grpc';
import type { CallObserver } from '@killrvideo/grpc-client';

import { groupClients, groupService } from './group-clients';
import { historyClients, historyService } from './history-clients';
import type { Part } from './parts';

/** What a service that publishes or listens has for it. */
export interface OfService {
  readonly service: string;
  /** With the tables of events. */
  readonly cassandra: Cassandra;
  /** Met while these are there. */
  readonly ready: Condition;
}

/** A gRPC service at the internal port that stands there once for all services of the process that have a part in it. */
export interface SharedGrpcService {
  readonly grpc: GrpcService;
  /** Whose it is: it serves while one of them does. */
  readonly services: ReadonlySet<string>;
}

/** The events of a process: what its services say, and what they hear. */
export interface ProcessEvents {
  /** A service says what happens in it. To be asked once for each service. */
  publisher<Event extends { readonly kind: string }>(of: OfService, types: EventTypes<Event>): Publish<Event>;
  /** A service is a consumer group of its own name. To be asked once for each service. */
  listen(of: OfService, listeners: readonly EventListener[]): void;
  /** The same, and it hears what happened before, too. */
  project(of: OfService, listeners: readonly EventListener[]): void;
  /**
   * For somebody who rebuilds or checks what a service projects, in a process of its own: to be told once what that is. To be asked
   * once for each service.
   */
  rebuildByHand(of: OfService): (projections: readonly Projection[]) => RebuildByHand;
  /** Under which names a service is found at the internal port: as the group that it is, and by what it tells of the past. */
  namesOf(service: string): readonly string[];
  /** What is called there: by who brings events to groups, and by who asks for the past. */
  grpcServices(): readonly SharedGrpcService[];
  /** By service, how it stands. */
  publishers(): ReadonlyMap<string, () => PublisherState>;
  /** By service that hears what happened before, how it stands with that. */
  rebuilds(): ReadonlyMap<string, () => readonly RebuildState[]>;
}

export function processEvents(options: {
  readonly etcd: EtcdAddress;
  /** Of calls to groups. */
  readonly observer: CallObserver | undefined;
  readonly exclusively: Exclusively;
  /** Takes what runs beside the calls. */
  readonly add: (part: Part) => void;
  readonly log: Log;
}): ProcessEvents {
  const { etcd, observer, exclusively, add, log } = options;
  const ownGroups = new Map<string, ConsumeEvents>();
  /** By type; and by service, under which names it tells them. */
  const ownHistories = new Map<string, ToldHistory>();
  const historyNames = new Map<string, readonly string[]>();
  const publishers = new Map<string, () => PublisherState>();
  const rebuilds = new Map<string, () => readonly RebuildState[]>();
  const clients = groupClients({ etcd, observer, log });
  const histories = historyClients({ etcd, observer, log });
  const courier = sameProcessFirst(ownGroups, grpcCourier(clients));

  const historyOf = (type: string): ToldHistory => ownHistories.get(type) ?? histories.of(type);
  let isWayAdded = false;
  const addWayToOwners = (): void => {
    if (isWayAdded) return;
    isWayAdded = true;
    add({ name: 'the way to the owners of events', start: () => {}, stop: () => histories.stop() });
  };

  const tell = (service: string, histories: ReadonlyMap<string, ToldHistory>): void => {
    if (histories.size === 0) return;
    for (const [type, history] of histories) ownHistories.set(type, history);
    historyNames.set(service, [...new Set([...histories.keys()].map(historyService))]);
  };

  const hear = (
    { service, cassandra, ready }: OfService,
    listeners: readonly EventListener[],
    { hearsThePast }: { readonly hearsThePast: boolean },
  ): ConsumeEvents => {
    const consume = consumeEvents(service, listeners, log);
    ownGroups.set(service, consume);
    const types = listeners.map(({ type }) => type);
    const subscription = stayingSubscribed({ group: service, types, cassandra, ready, hearsThePast, log });
    add({
      name: `the subscription of ${service}`,
      start: () => subscription.start(),
      stop: () => subscription.stop(),
    });
    return consume;
  };

  return {
    publisher({ service, cassandra, ready }, types) {
      if (publishers.size === 0) {
        add({ name: 'the way to consumer groups', start: () => {}, stop: () => clients.stop() });
      }
      const publisher = eventPublisher({ service, types, cassandra, ready, courier, log });
      publishers.set(service, () => publisher.state());
      tell(service, toldHistories(types, log));
      add({
        name: `the events of ${service}`,
        start: () => publisher.start(),
        stop: () => publisher.stop(),
      });
      return publisher.publish;
    },
    listen(of, listeners) {
      hear(of, listeners, { hearsThePast: false });
    },
    project(of, listeners) {
      const { service } = of;
      const consume = hear(of, listeners, { hearsThePast: true });
      addWayToOwners();
      const rebuild = rebuilding({
        ...{ ...of, consume, exclusively, log },
        types: listeners.map(({ type }) => type),
        historyOf,
      });
      rebuilds.set(service, () => rebuild.state());
      add({
        name: `the rebuilds of ${service}`,
        start: () => rebuild.start(),
        stop: () => rebuild.stop(),
      });
    },
    rebuildByHand({ service, cassandra }) {
      addWayToOwners();
      return (projections) => rebuildByHand({ service, projections, cassandra, historyOf, exclusively, log });
    },
    namesOf: (service) => [
      ...(ownGroups.has(service) ? [groupService(service)] : []),
      ...(historyNames.get(service) ?? []),
    ],
    grpcServices: () => [
      ...(ownGroups.size === 0 ? [] : [shared(eventConsumerService(ownGroups), ownGroups)]),
      ...(ownHistories.size === 0 ? [] : [shared(eventHistoryService(ownHistories), historyNames)]),
    ],
    publishers: () => publishers,
    rebuilds: () => rebuilds,
  };
}

function shared(grpc: GrpcService, byService: ReadonlyMap<string, unknown>): SharedGrpcService {
  return { grpc, services: new Set(byService.keys()) };
}
