import type { Cassandra } from '@killrvideo/cassandra';
import type { Condition, Log, Publish } from '@killrvideo/core';
import type { EtcdAddress } from '@killrvideo/discovery';
import {
  consumeEvents,
  eventConsumerService,
  eventPublisher,
  grpcCourier,
  sameProcessFirst,
  stayingSubscribed,
  type ConsumeEvents,
  type EventListener,
  type EventTypes,
  type PublisherState,
} from '@killrvideo/events';
import type { GrpcService } from '@killrvideo/grpc';
import type { CallObserver } from '@killrvideo/grpc-client';

import { groupClients } from './group-clients';
import type { Part } from './parts';

/** What a service that publishes or listens has for it. */
export interface OfService {
  readonly service: string;
  /** With the tables of events. */
  readonly cassandra: Cassandra;
  /** Met while these are there. */
  readonly ready: Condition;
}

/** The events of a process: what its services say, and what they hear. */
export interface ProcessEvents {
  /** A service says what happens in it. To be asked once for each service. */
  publisher<Event extends { readonly kind: string }>(of: OfService, types: EventTypes<Event>): Publish<Event>;
  /** A service is a consumer group of its own name. To be asked once for each service. */
  listen(of: OfService, listeners: readonly EventListener[]): void;
  /** The services that are groups. */
  groups(): readonly string[];
  /** What the groups are asked by, for the internal listener; undefined where there are none. */
  consumer(): GrpcService | undefined;
  /** By service, how it stands. */
  publishers(): ReadonlyMap<string, () => PublisherState>;
}

export function processEvents(options: {
  readonly etcd: EtcdAddress;
  /** Of calls to groups. */
  readonly observer: CallObserver | undefined;
  /** Takes what runs beside the calls. */
  readonly add: (part: Part) => void;
  readonly log: Log;
}): ProcessEvents {
  const { etcd, observer, add, log } = options;
  const ownGroups = new Map<string, ConsumeEvents>();
  const publishers = new Map<string, () => PublisherState>();
  const clients = groupClients({ etcd, observer, log });
  const courier = sameProcessFirst(ownGroups, grpcCourier(clients));

  return {
    publisher({ service, cassandra, ready }, types) {
      if (publishers.size === 0) {
        add({ name: 'the way to consumer groups', start: () => {}, stop: () => clients.stop() });
      }
      const publisher = eventPublisher({ service, types, cassandra, ready, courier, log });
      publishers.set(service, () => publisher.state());
      add({
        name: `the events of ${service}`,
        start: () => publisher.start(),
        stop: () => publisher.stop(),
      });
      return publisher.publish;
    },
    listen({ service, cassandra, ready }, listeners) {
      ownGroups.set(service, consumeEvents(service, listeners, log));
      const types = listeners.map(({ type }) => type);
      const subscription = stayingSubscribed({ group: service, types, cassandra, ready, log });
      add({
        name: `the subscription of ${service}`,
        start: () => subscription.start(),
        stop: () => subscription.stop(),
      });
    },
    groups: () => [...ownGroups.keys()],
    consumer: () => (ownGroups.size === 0 ? undefined : eventConsumerService(ownGroups)),
    publishers: () => publishers,
  };
}
