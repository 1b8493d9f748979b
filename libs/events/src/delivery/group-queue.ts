import { pause, reasonOf, within, type Log } from '@killrvideo/core';

import type { OutboxEvent } from '../outbox-event';
import type { EventSettings } from '../settings';
import { DELIVERED_WITHIN_MS } from './batch-step';
import type { Courier, Outcome } from './courier';
import { nextBatch, sizeOf } from './next-batch';
import { putOffMs } from './put-off';

export type Handled = (delivery: number) => void;

/** What waits for one group, in memory, and goes to it. */
export interface GroupQueue {
  /** `handled` is called once the group has it, or it is a dead letter, with which delivery of this queue, counted from 1. */
  add(event: OutboxEvent, handled: Handled): void;
  readonly size: number;
  readonly bytes: number;
  /** The time of the first event in it; undefined when it is empty. */
  oldest(): bigint | undefined;
  /** Since when the group has taken nothing though something waited; undefined while it takes what comes. */
  silentSince(): number | undefined;
  /** Resolves when the delivery under way has ended; begins no other one. */
  stop(): Promise<void>;
}

/** What happens to events on their way, for metrics. */
export interface Deliveries {
  delivered: number;
  refused: number;
  deadLetters: number;
}

interface Entry {
  readonly event: OutboxEvent;
  readonly handled: Handled;
  notBefore: number;
  holdsBack: boolean;
  puttings: number;
  refusals: number;
}

/** A call costs as much as a dozen events in it. */
const BATCHES_APART_MS = 10;

/**
 * One batch is on its way at a time; what comes meanwhile goes together in the next one. So a group that is slow gets
 * larger batches, and each aggregate keeps its order. An event that comes when nothing did for 10 ms goes at once; under
 * load a batch begins 10 ms after the one before at the earliest, so that a quick group is not called for every event.
 */
export function groupQueue(options: {
  readonly group: string;
  readonly courier: Pick<Courier, 'deliver'>;
  /** Keeps an event that was refused too often, for people to look at. */
  readonly bury: (event: OutboxEvent, reason: string) => Promise<void>;
  readonly settings: Pick<EventSettings, 'refusals' | 'putOffAtMostMs'>;
  readonly deliveries: Deliveries;
  readonly log: Log;
}): GroupQueue {
  const { group, courier, bury, settings, deliveries, log } = options;
  const waiting = new Set<Entry>();
  const stopping = new AbortController();
  let bytes = 0;
  /** Batches in a row of which the group took nothing. */
  let failures = 0;
  let nextBatchAt = -Infinity;
  let delivery = 0;
  let silentSince: number | undefined;
  let working: Promise<void> | undefined;
  let onItsWay = new AbortController();
  /** Ends a pause that was begun since nothing was due. */
  let wake = (): void => {};

  const deliver = async (events: readonly OutboxEvent[]): Promise<readonly Outcome[]> => {
    onItsWay = new AbortController();
    try {
      const delivering = courier.deliver(group, events, onItsWay.signal);
      return await within(
        DELIVERED_WITHIN_MS,
        delivering,
        () => new Error('the group did not answer in time'),
      );
    } catch (error) {
      if (failures === 0) log.debug({ group, reason: reasonOf(error) }, 'a group could not be reached');
      return [];
    } finally {
      onItsWay.abort();
    }
  };
  const handle = (entry: Entry): void => {
    waiting.delete(entry);
    bytes -= sizeOf(entry.event);
    entry.handled(delivery);
  };
  const putOff = (entry: Entry, holdsBack: boolean): void => {
    entry.holdsBack = holdsBack;
    entry.notBefore = performance.now() + putOffMs(++entry.puttings, settings.putOffAtMostMs);
  };
  const refuse = async (entry: Entry, reason: string): Promise<void> => {
    deliveries.refused++;
    const { type, aggregate } = entry.event;
    if (++entry.refusals < settings.refusals) return putOff(entry, false);
    try {
      await bury(entry.event, reason);
    } catch {
      return putOff(entry, false); // to be refused, and buried, once more
    }
    deliveries.deadLetters++;
    log.warn({ group, type, aggregate, reason }, 'an event is a dead letter: it was refused too often');
    handle(entry);
  };

  /** Whether the group took, or refused, anything. */
  const attempt = async (batch: readonly Entry[]): Promise<boolean> => {
    delivery++;
    const outcomes = await deliver(batch.map(({ event }) => event));
    const isAnswered = outcomes.some(({ kind }) => kind !== 'later');
    for (const [index, entry] of batch.entries()) {
      const outcome = outcomes[index] ?? { kind: 'later' };
      if (outcome.kind === 'done') {
        deliveries.delivered++;
        handle(entry);
      } else if (outcome.kind === 'refused') await refuse(entry, outcome.reason);
      else if (isAnswered) putOff(entry, true); // else the whole group is put off
    }
    return isAnswered;
  };
  const untilNextBatch = async (): Promise<void> => {
    const early = nextBatchAt - performance.now();
    if (early > 0) await pause(early, stopping.signal);
    nextBatchAt = performance.now() + BATCHES_APART_MS;
  };
  const untilSomethingIsDue = async (): Promise<void> => {
    const now = performance.now();
    const due = [...waiting].map(({ notBefore }) => notBefore).filter((notBefore) => notBefore > now);
    const woken = new AbortController();
    wake = () => woken.abort();
    await pause(due.length === 0 ? 0 : Math.min(...due) - now, woken.signal);
    wake = () => {};
  };
  const work = async (): Promise<void> => {
    while (waiting.size > 0) {
      await untilNextBatch();
      if (stopping.signal.aborted) break;
      const batch = nextBatch(waiting, performance.now());
      if (batch.length === 0) await untilSomethingIsDue();
      else if (await attempt(batch)) {
        failures = 0;
        silentSince = undefined;
      } else {
        silentSince ??= performance.now();
        await pause(putOffMs(++failures, settings.putOffAtMostMs), stopping.signal);
      }
    }
    working = undefined;
  };

  return {
    add(event, handled) {
      waiting.add({ event, handled, notBefore: 0, holdsBack: false, puttings: 0, refusals: 0 });
      bytes += sizeOf(event);
      wake();
      // In the next turn of the loop: calls that end in this one go together.
      working ??= new Promise<void>((resolve) => setImmediate(resolve)).then(work);
    },
    get size() {
      return waiting.size;
    },
    get bytes() {
      return bytes;
    },
    oldest() {
      const [first] = waiting;
      return first?.event.at;
    },
    silentSince: () => silentSince,
    async stop() {
      stopping.abort();
      onItsWay.abort();
      wake();
      await working;
    },
  };
}
