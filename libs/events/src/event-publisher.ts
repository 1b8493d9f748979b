import { randomUUID } from 'node:crypto';

import type { Cassandra } from '@killrvideo/cassandra';
import { atMost, type Condition, pause, reasonOf, type Log, type Publish } from '@killrvideo/core';

import type { Courier } from './delivery/courier';
import { groups as groupsOf, type GroupState } from './delivery/groups';
import type { EventTypes } from './event-type';
import { every } from './every';
import { buckets as bucketsOf } from './outbox/buckets';
import { carryOn as carryOnWith } from './outbox/carry-on';
import { finish as finishWith } from './outbox/finish';
import { eventOf, knownTypes } from './outbox/known-types';
import { lease as leaseOf } from './outbox/lease';
import { outbox as outboxOf } from './outbox/outbox';
import { publishThrough } from './outbox/publish-through';
import { unfinished as unfinishedOf } from './outbox/unfinished';
import { writeClock } from './outbox/write-clock';
import type { OutboxEvent } from './outbox-event';
import { ownSteps, type OwnSteps } from './own-steps';
import { EVENT_SETTINGS, type EventSettings } from './settings';
import { deadLettersTable } from './storage/dead-letters-table';
import { outboxTable } from './storage/outbox-table';
import { subscriptionsTable } from './storage/subscriptions-table';
import { LEFT, writersTable, type WriterState } from './storage/writers-table';
import { takeOver } from './takeover/take-over';
import { untilMet } from './until-met';

/** The events of one service in this process. */
export interface EventPublisher<Event> {
  readonly publish: Publish<Event>;
  /** Begins to deliver, and to take over what other processes have left; waits for nobody. */
  start(): void;
  /** After the last call: delivers what it can in a second, and leaves the rest to others. */
  stop(): Promise<void>;
  /** How it stands, in plain numbers, for metrics. */
  state(): PublisherState;
}

export interface PublisherState {
  /** Since the start of the process. */
  readonly published: number;
  /** Buckets of this process that some group does not have whole. */
  readonly buckets: number;
  /** Events whose outcome is not known yet. */
  readonly unfinished: number;
  readonly groups: readonly GroupState[];
}

/** All together less than the two seconds that a part of a process has for its end. */
const DRAINED_WITHIN_MS = 1000;
const ENDED_WITHIN_MS = 200;
const LEFT_WITHIN_MS = 500;
const DRAIN_LOOK_EVERY_MS = 20;

export function eventPublisher<Event extends { readonly kind: string }>(options: {
  /** The name of the service, whose tables `publisherTables` gives. */
  readonly service: string;
  readonly types: EventTypes<Event>;
  readonly cassandra: Cassandra;
  /** Met while its tables are there: before that it does nothing by itself. */
  readonly ready: Condition;
  readonly courier: Courier;
  readonly log: Log;
  readonly settings?: EventSettings;
}): EventPublisher<Event> {
  const { service, types, cassandra, ready, courier, log, settings = EVENT_SETTINGS } = options;
  const writer = randomUUID();
  const stopping = new AbortController();
  const { signal } = stopping;
  const step = ownSteps(`events of ${service}`, signal);
  const known = knownTypes(types);
  const clock = writeClock();
  const buckets = bucketsOf(settings);
  const table = outboxTable(cassandra, service);
  const writers = writersTable(cassandra, service);
  const subscriptions = subscriptionsTable(cassandra);
  /** No bucket of this process before this one has anything in it. */
  let low = 0;
  let published = 0;

  const groups = groupsOf({
    ...{ buckets, courier, subscriptions, settings, step, log },
    deadLetters: deadLettersTable(cassandra),
    async read(bucket) {
      const intents = await step((call) => table.read(writer, bucket, call));
      return intents.flatMap((intent) => {
        const found = known.read(intent);
        return found === undefined ? [] : [eventOf(found.type, found.happened, intent.at)];
      });
    },
  });
  const stateOf = (beat: number, high: number): WriterState => ({
    ...{ low, settled: buckets.firstOpen(), high, lows: groups.lows(), beat },
  });
  const lease = leaseOf({
    leaseMs: settings.leaseMs,
    bucketInUse: () => buckets.current,
    write: (beat, high) => step((call) => writers.write(writer, stateOf(beat, high), clock.now(), call)),
  });
  const unfinished = unfinishedOf(signal, log);
  const outbox = outboxOf({ writer, table, buckets, lease, clock, unfinished, step });
  const offer = (event: OutboxEvent, bucket: number): void => {
    published++;
    groups.offer(event, bucket);
  };
  const offerAndWait = (event: OutboxEvent, bucket: number, ms: number): Promise<void> => {
    published++;
    return groups.offerAndWait(event, bucket, ms);
  };
  const finish = finishWith({ outbox, unfinished, offer, step });
  const carryOn = carryOnWith({ known, outbox, unfinished, offer, step });

  const follow = async (inStep: OwnSteps): Promise<void> => {
    const read = await Promise.all(known.names.map((type) => inStep((call) => subscriptions.of(type, call))));
    await groups.follow(read.flat(), low);
  };
  /** One after the other: what was read before must not replace what was read later. */
  let reading: Promise<void> = Promise.resolve();
  const readSubscriptions = (inStep = step): Promise<void> => {
    reading = reading.catch(() => {}).then(() => follow(inStep));
    return reading;
  };
  /**
   * Deletes the buckets that every group has. They were final before the subscriptions were read: whoever subscribes
   * later than that has no claim to what is in them.
   */
  const tidy = async (inStep = step): Promise<void> => {
    buckets.closeOld();
    const final = buckets.firstOpen();
    await readSubscriptions(inStep);
    const until = Math.min(final, ...groups.lows().values());
    while (low < until) {
      const bucket = low;
      await inStep((call) => table.removeBucket(writer, bucket, clock.afterAll(), call));
      low = Math.max(low, bucket + 1); // at the end of the process two may be at it
    }
  };
  const look = takeOver({
    ...{ writer, table, writers, known, carryOn, groups, readSubscriptions, settings, step, signal, log },
  });

  /** Resolves when everybody has everything, or this process may wait no longer. */
  const drain = async (): Promise<void> => {
    const end = buckets.close();
    await readSubscriptions().catch(() => {}); // it may be that they were never read
    const isDone = (): boolean => Math.min(buckets.firstOpen(), ...groups.lows().values()) >= end;
    while (!signal.aborted && !isDone()) await pause(DRAIN_LOOK_EVERY_MS);
  };
  const leave = async (): Promise<void> => {
    const inTime = ownSteps(`events of ${service}`, new AbortController().signal, LEFT_WITHIN_MS);
    try {
      await tidy(inTime);
      const isEmpty = low === buckets.close();
      if (isEmpty) await inTime((call) => writers.remove({ writer, writtenAt: clock.now() }, call));
      else {
        const state = stateOf(LEFT, buckets.current);
        await inTime((call) => writers.write(writer, state, clock.now(), call));
      }
    } catch (error) {
      log.info(
        { reason: reasonOf(error) },
        'the events of this process are taken over once it counts as dead',
      );
    }
  };

  const work = async (): Promise<void> => {
    await untilMet(ready, signal);
    const { beatEveryMs, tidyEveryMs, takeOverEveryMs } = settings;
    await Promise.all([
      every(beatEveryMs, 'a beat of the outbox', () => lease.beat(), signal, log),
      every(tidyEveryMs, 'reading who is subscribed', tidy, signal, log),
      every(takeOverEveryMs, 'looking for processes that have ended', look, signal, log),
    ]);
  };

  let atWork: Promise<void> = Promise.resolve();
  return {
    publish: publishThrough({ types, clock, outbox, finish, unfinished, offer, offerAndWait }),
    start() {
      atWork = work();
    },
    async stop() {
      await atMost(DRAINED_WITHIN_MS, drain());
      stopping.abort();
      await atMost(ENDED_WITHIN_MS, atWork);
      await atMost(LEFT_WITHIN_MS, leave());
      await atMost(ENDED_WITHIN_MS, groups.stop());
    },
    state: () => ({
      published,
      buckets: buckets.unused - low,
      unfinished: unfinished.size,
      groups: groups.states(),
    }),
  };
}
