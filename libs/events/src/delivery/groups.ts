import { atMost, reasonOf, type Log } from '@killrvideo/core';

import { type OwnSteps } from '../own-steps';
import type { OutboxEvent } from '../outbox-event';
import type { Buckets } from '../outbox/buckets';
import type { EventSettings } from '../settings';
import type { DeadLettersTable } from '../storage/dead-letters-table';
import type { Subscription, SubscriptionsTable } from '../storage/subscriptions-table';
import type { Courier } from './courier';
import { fallingBehind, type FallingBehind } from './falling-behind';
import { group, type Group } from './group';
import { groupQueue, type Deliveries, type GroupQueue } from './group-queue';
import { PROMPT_WITHIN_MS, promptness, type Promptness } from './prompt';

/** How it stands with one group, in plain numbers. */
export interface GroupState extends Readonly<Deliveries> {
  readonly group: string;
  /** How old the first event is that it does not have. */
  readonly lagSeconds: number;
  /** What waits for it in memory. */
  readonly waiting: number;
}

/** All groups that have subscribed to what this service publishes. */
export interface Groups {
  /** What has just happened, for every group that hears of it. */
  offer(event: OutboxEvent, bucket: number): void;
  /** Offers it, and resolves once those groups have it that usually have events at once; after `ms` in any case. */
  offerAndWait(event: OutboxEvent, bucket: number, ms: number): Promise<void>;
  /** Takes over who is subscribed now. New groups begin with bucket `low`. */
  follow(subscriptions: readonly Subscription[], low: number): Promise<void>;
  /** By group, the first bucket that it does not have whole; empty until the subscriptions were read. */
  lows(): ReadonlyMap<string, number>;
  /** The groups that there are, for what others have left to them. */
  all(): readonly SuppliedGroup[];
  states(): GroupState[];
  stop(): Promise<void>;
}

export interface SuppliedGroup {
  readonly name: string;
  hears(type: string): boolean;
  deliverAll(events: readonly OutboxEvent[]): Promise<boolean>;
  /** Tells of events that wait elsewhere, the first of them from the time `at`; undefined when there are none any more. */
  waitsSince(at: bigint | undefined): void;
}

interface Member extends SuppliedGroup {
  subscriptions: ReadonlyMap<string, Subscription>;
  readonly queue: GroupQueue;
  readonly group: Group;
  readonly deliveries: Deliveries;
  readonly falls: FallingBehind;
  readonly promptness: Promptness;
  elsewhereSince: bigint | undefined;
}

export function groups(options: {
  readonly buckets: Buckets;
  /** All that stands in a bucket of this process which is final. */
  readonly read: (bucket: number) => Promise<readonly OutboxEvent[]>;
  readonly courier: Courier;
  readonly subscriptions: SubscriptionsTable;
  readonly deadLetters: DeadLettersTable;
  readonly settings: EventSettings;
  readonly step: OwnSteps;
  readonly log: Log;
}): Groups {
  const { buckets, read, courier, subscriptions, deadLetters, settings, step, log } = options;
  const members = new Map<string, Member>();

  const join = (name: string, low: number): Member => {
    const deliveries = { delivered: 0, refused: 0, deadLetters: 0 };
    const queue = groupQueue({
      ...{ group: name, courier, settings, deliveries, log },
      bury: (event, reason) => step((call) => deadLetters.add(name, { event, reason }, call)),
    });
    const hears = (type: string): boolean => member.subscriptions.has(type);
    const supplied = group({
      ...{ queue, buckets, settings, log, from: low },
      read: async (bucket) => (await read(bucket)).filter(({ type }) => hears(type)),
    });
    const member: Member = {
      ...{ name, queue, group: supplied, deliveries, hears },
      deliverAll: (events) => supplied.deliverAll(events),
      subscriptions: new Map(),
      falls: fallingBehind(name, settings, log),
      promptness: promptness(),
      elsewhereSince: undefined,
      waitsSince: (at) => (member.elsewhereSince = at),
    };
    members.set(name, member);
    return member;
  };
  const lagMs = ({ group: supplied, elsewhereSince }: Member): number =>
    Math.max(
      supplied.lagMs(),
      elsewhereSince === undefined ? 0 : Date.now() - Number(elsewhereSince / 1000n),
    );

  const lapse = async (member: Member): Promise<void> => {
    log.error(
      { group: member.name },
      'a group has lapsed: it hears of nothing more until it subscribes and rebuilds',
    );
    for (const subscription of member.subscriptions.values()) {
      await step((call) => subscriptions.lapse(subscription, call)).catch((error: unknown) =>
        log.warn(
          { group: member.name, reason: reasonOf(error) },
          'that a group has lapsed was not noted yet',
        ),
      );
    }
  };
  const leave = async (member: Member): Promise<void> => {
    members.delete(member.name);
    await member.group.stop();
    courier.forget(member.name);
  };

  /** `delivered` is called once the group has it, and never if it will read it. */
  const offerTo = (
    { group: supplied, promptness: own }: Member,
    event: OutboxEvent,
    bucket: number,
    delivered?: () => void,
  ): void => {
    const offeredAt = performance.now();
    supplied.offer(event, bucket, (delivery) => {
      own.took(performance.now() - offeredAt, delivery);
      delivered?.();
    });
  };

  return {
    offer(event, bucket) {
      for (const member of members.values()) if (member.hears(event.type)) offerTo(member, event, bucket);
    },
    async offerAndWait(event, bucket, ms) {
      const hearing = [...members.values()].filter((member) => member.hears(event.type));
      const prompt = hearing.map(async (member) => {
        if (!member.promptness.isPrompt) return offerTo(member, event, bucket);
        let hasIt = false;
        const delivered = new Promise<void>((resolve) => offerTo(member, event, bucket, resolve));
        await atMost(
          ms,
          delivered.then(() => (hasIt = true)),
        );
        if (!hasIt && ms >= PROMPT_WITHIN_MS) member.promptness.missed();
      });
      await Promise.all(prompt);
    },
    async follow(read, low) {
      const byGroup = new Map<string, Subscription[]>();
      for (const each of read) {
        if (!each.isLapsed) byGroup.set(each.group, [...(byGroup.get(each.group) ?? []), each]);
      }
      for (const [name, own] of byGroup) {
        const known = members.get(name);
        const member = known ?? join(name, low);
        const isWider = own.some(({ type }) => !member.hears(type));
        member.subscriptions = new Map(own.map((each) => [each.type, each]));
        if (known !== undefined && isWider) member.group.readFrom(low);
      }
      for (const member of members.values()) {
        if (!byGroup.has(member.name)) await leave(member);
        else if (!isPassing(member) && member.falls.look(lagMs(member), member.queue.silentSince()))
          await lapse(member);
      }
    },
    lows: () => new Map([...members.values()].map(({ name, group: supplied }) => [name, supplied.low()])),
    all: () => [...members.values()],
    states: () =>
      [...members.values()].map((member) => ({
        ...{ group: member.name, ...member.deliveries },
        lagSeconds: lagMs(member) / 1000,
        waiting: member.queue.size,
      })),
    async stop() {
      await Promise.all([...members.values()].map(leave));
    },
  };
}

/** It is over by itself soon: that it is gone is nothing to be warned of. */
function isPassing({ subscriptions }: Member): boolean {
  return [...subscriptions.values()].every((each) => each.isPassing);
}
