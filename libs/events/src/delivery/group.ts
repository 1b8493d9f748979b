import { pause, reasonOf, untilItWorks, type Log } from '@killrvideo/core';

import type { OutboxEvent } from '../outbox-event';
import type { Buckets } from '../outbox/buckets';
import type { EventSettings } from '../settings';
import type { GroupQueue, Handled } from './group-queue';
import { sizeOf } from './next-batch';

/** Calls in the bucket that was just closed need some milliseconds. */
const LOOK_EVERY_MS = 20;

/** How one group is supplied with the events of this process. */
export interface Group {
  /**
   * Takes an event that has just happened, unless it will be read from its bucket; calls `handled` as the queue does, and never
   * if it is read.
   */
  offer(event: OutboxEvent, bucket: number, handled?: Handled): void;
  /** Reads everything from the bucket on, also what it may have already: a type was added. */
  readFrom(bucket: number): void;
  /** The first bucket that it does not have whole. */
  low(): number;
  /** Resolves when the group has all of them, or some are dead letters; false when it was stopped before that. */
  deliverAll(events: readonly OutboxEvent[]): Promise<boolean>;
  /** How old the first event is that it does not have, in milliseconds, by the clock of the machine. */
  lagMs(): number;
  stop(): Promise<void>;
}

/** What came from memory while buckets were read. */
interface Kept {
  readonly event: OutboxEvent;
  readonly bucket: number;
  readonly handled: Handled | undefined;
}

/**
 * A group gets events from memory, at once. One that is new, or falls further behind than memory holds, gets whole buckets
 * instead, read one after the other, in their order, until all that are closed are done. Then the bucket in use is closed,
 * what comes after it is kept in memory, and when that bucket is done, too, the group goes on from there.
 */
export function group(options: {
  readonly queue: GroupQueue;
  readonly buckets: Pick<Buckets, 'firstOpen' | 'close'>;
  /** All that stands in a bucket which is final and which the group has subscribed to. */
  readonly read: (bucket: number) => Promise<readonly OutboxEvent[]>;
  /** The first bucket that it may lack. */
  readonly from: number;
  readonly settings: Pick<EventSettings, 'memoryEvents' | 'memoryBytes'>;
  readonly log: Log;
}): Group {
  const { queue, buckets, read, settings, log } = options;
  const stopping = new AbortController();
  /** How many events of each bucket are in the queue. */
  const queued = new Map<number, number>();
  /** While it reads buckets: the next one, and from which one on events are kept in memory. */
  let reading: { next: number; until: number; kept: Kept[] } | undefined;
  let keptBytes = 0;
  let atWork: Promise<void> = Promise.resolve();
  /** The time of the first event that was left to its bucket. */
  let leftAt: bigint | undefined;
  let emptied = (): void => {};

  const add = (event: OutboxEvent, bucket: number, handled?: Handled): void => {
    queued.set(bucket, (queued.get(bucket) ?? 0) + 1);
    queue.add(event, (delivery) => {
      handled?.(delivery);
      const left = (queued.get(bucket) ?? 0) - 1;
      if (left > 0) queued.set(bucket, left);
      else queued.delete(bucket);
      if (queued.size === 0) emptied();
    });
  };
  /** All that was taken from memory, or read from a bucket. */
  const untilEmpty = (): Promise<void> =>
    new Promise((resolve) => {
      if (queued.size === 0 || stopping.signal.aborted) return resolve();
      emptied = resolve;
    });

  const readFrom = (bucket: number): void => {
    if (reading === undefined) {
      reading = { next: bucket, until: Infinity, kept: [] };
      atWork = catchUp(reading).catch((error: unknown) =>
        log.error({ err: error }, 'a group is not supplied any more'),
      );
    } else {
      reading.next = Math.min(reading.next, bucket);
      leaveToBuckets();
    }
  };
  const leaveToBuckets = (): void => {
    if (reading !== undefined) Object.assign(reading, { until: Infinity, kept: [] });
    keptBytes = 0;
  };
  const hasRoom = (event: OutboxEvent, events: number, bytes: number): boolean =>
    events < settings.memoryEvents && bytes + sizeOf(event) <= settings.memoryBytes;

  const catchUp = async (state: NonNullable<typeof reading>): Promise<void> => {
    while (!stopping.signal.aborted) {
      await untilEmpty();
      const bucket = state.next;
      if (bucket === state.until) return goOn(state.kept);
      if (bucket < buckets.firstOpen()) {
        const events = await readUntilItWorks(bucket);
        for (const event of events) add(event, bucket);
        await untilEmpty();
        // Somebody may have sent it back meanwhile.
        if (state.next === bucket) state.next = bucket + 1;
        leftAt = events.at(-1)?.at ?? leftAt;
      } else if (state.until === Infinity) state.until = buckets.close();
      else await pause(LOOK_EVERY_MS, stopping.signal);
    }
  };
  const readUntilItWorks = async (bucket: number): Promise<readonly OutboxEvent[]> => {
    let events: readonly OutboxEvent[] = [];
    await untilItWorks(
      async () => void (events = await read(bucket)),
      stopping.signal,
      (error, { tells, tries }) => {
        if (tells)
          log.warn({ bucket, tries, reason: reasonOf(error) }, 'a bucket of events could not be read yet');
      },
    );
    return events;
  };
  const goOn = (kept: readonly Kept[]): void => {
    reading = undefined;
    keptBytes = 0;
    leftAt = undefined;
    for (const { event, bucket, handled } of kept) add(event, bucket, handled);
  };

  readFrom(options.from);
  return {
    offer(event, bucket, handled) {
      if (reading === undefined && hasRoom(event, queue.size, queue.bytes))
        return add(event, bucket, handled);
      // What is under way in buckets before this one is not in memory either, so it begins with the first of them.
      if (reading === undefined) readFrom(buckets.firstOpen());
      else if (bucket >= reading.until && hasRoom(event, reading.kept.length, keptBytes)) {
        keptBytes += sizeOf(event);
        reading.kept.push({ event, bucket, handled });
        return;
      } else if (bucket >= reading.until) leaveToBuckets();
      leftAt ??= event.at;
    },
    readFrom,
    low: () => Math.min(reading?.next ?? buckets.firstOpen(), ...queued.keys()),
    deliverAll: (events) =>
      new Promise((resolve) => {
        let left = events.length;
        const { signal } = stopping;
        if (left === 0 || signal.aborted) return resolve(left === 0);
        const giveUp = (): void => resolve(false);
        signal.addEventListener('abort', giveUp);
        for (const event of events) {
          queue.add(event, () => {
            if (--left > 0) return;
            signal.removeEventListener('abort', giveUp);
            resolve(true);
          });
        }
      }),
    lagMs() {
      const oldest = [queue.oldest(), leftAt].filter((at) => at !== undefined);
      const first = oldest.reduce<bigint | undefined>(
        (a, b) => (a === undefined || b < a ? b : a),
        undefined,
      );
      return first === undefined ? 0 : Math.max(0, Date.now() - Number(first / 1000n));
    },
    async stop() {
      stopping.abort();
      emptied();
      await queue.stop();
      await atWork;
    },
  };
}
