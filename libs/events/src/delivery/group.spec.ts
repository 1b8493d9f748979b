import { eventually, silentLog, sleep } from '@killrvideo/testing';

import type { OutboxEvent } from '../outbox-event';
import { buckets as bucketsOf } from '../outbox/buckets';
import { EVENT_SETTINGS } from '../settings';
import type { Place } from '../storage/outbox-table';
import { group as groupOf, type Group } from './group';
import { groupQueue } from './group-queue';

/** A producer, as one group sees it: buckets in memory, and what the group got. */
function producer({ memoryEvents = 5, from = 0 } = {}) {
  const buckets = bucketsOf({ ...EVENT_SETTINGS, bucketEvents: 3 });
  const stored = new Map<number, OutboxEvent[]>();
  const got: string[] = [];
  const read: number[] = [];
  const state = { isAway: false };
  const queue = groupQueue({
    group: 'search',
    courier: {
      async deliver(_group, events) {
        if (state.isAway) throw new Error('away');
        got.push(...events.map(nameOf));
        return events.map(() => ({ kind: 'done' as const }));
      },
    },
    bury: () => Promise.reject(new Error('nothing is refused')),
    ...{ settings: { refusals: 3, putOffAtMostMs: 10 }, log: silentLog },
    deliveries: { delivered: 0, refused: 0, deadLetters: 0 },
  });
  const group = groupOf({
    ...{ queue, buckets, from, log: silentLog, settings: { memoryEvents, memoryBytes: 1_000_000 } },
    async read(bucket) {
      read.push(bucket);
      return stored.get(bucket) ?? [];
    },
  });
  groups.push(group);

  const begin = (name: string): { place: Place; event: OutboxEvent } => {
    const place = buckets.take(1);
    const event = { type: 'NotePinned', aggregate: 'kittens', at: BigInt(name), message: Buffer.from(name) };
    stored.set(place.bucket, [...(stored.get(place.bucket) ?? []), event]);
    return { place, event };
  };
  const finish = ({ place, event }: ReturnType<typeof begin>): void => {
    group.offer(event, place.bucket);
    buckets.end(place);
  };
  const publish = (from: number, to: number): void => {
    for (let n = from; n <= to; n++) finish(begin(String(n)));
  };
  return { buckets, group, queue, got, read, state, begin, finish, publish };
}

const nameOf = ({ message }: OutboxEvent): string => Buffer.from(message).toString();
const names = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const groups: Group[] = [];
afterEach(async () => {
  await Promise.all(groups.splice(0).map((each) => each.stop()));
});

describe('a group', () => {
  it('gets events from memory, and no bucket is read for it', async () => {
    const { publish, got, read } = producer();
    await sleep(0);
    publish(1, 5);
    await eventually(() => expect(got).toEqual(names(1, 5)));
    expect(read).toEqual([]);
  });

  it('has a bucket whole once it is final and all of it was taken', async () => {
    const { begin, finish, group, buckets, state, got } = producer();
    await sleep(0);
    const [first, second] = [begin('1'), begin('2')];
    finish(second);
    buckets.close();
    await eventually(() => expect(got).toEqual(['2']));
    expect(group.low()).toBe(0);
    state.isAway = true;
    finish(first);
    expect(buckets.firstOpen()).toBe(1);
    expect(group.low()).toBe(0);
    state.isAway = false;
    await eventually(() => expect(group.low()).toBe(1));
  });

  it('that is away takes no more memory than was agreed, and then gets all in order', async () => {
    const { publish, queue, group, state, got } = producer({ memoryEvents: 5 });
    await sleep(0);
    state.isAway = true;
    publish(1, 40);
    await sleep(50);
    expect(queue.size).toBeLessThanOrEqual(5);
    expect(group.low()).toBe(0);
    state.isAway = false;
    await eventually(() => expect(got.at(-1)).toBe('40'));
    expect([...new Set(got)]).toEqual(names(1, 40));
    await eventually(() => expect(group.low()).toBeGreaterThan(12));
  });

  it('gets what comes while it catches up, in order, and then goes on from memory', async () => {
    const { publish, state, got, read } = producer({ memoryEvents: 5 });
    await sleep(0);
    state.isAway = true;
    publish(1, 20);
    state.isAway = false;
    for (let n = 21; n <= 60; n++) {
      publish(n, n);
      await sleep(2);
    }
    await eventually(() => expect(new Set(got).size).toBe(60));
    expect([...new Set(got)]).toEqual(names(1, 60));
    await sleep(50);
    const before = read.length;
    publish(61, 63);
    await eventually(() => expect(got.at(-1)).toBe('63'));
    expect(read).toHaveLength(before);
  });

  it('waits with a bucket that is closed until nothing in it is under way', async () => {
    const { begin, finish, publish, state, got } = producer({ memoryEvents: 2 });
    await sleep(0);
    state.isAway = true;
    const slow = begin('1');
    publish(2, 20);
    state.isAway = false;
    await sleep(100);
    expect(got).not.toContain('10');
    finish(slow);
    await eventually(() => expect(new Set(got).size).toBe(20));
  });

  it('that is new begins with the buckets that are still there', async () => {
    const { publish, got, group } = producer({ from: 0 });
    publish(1, 7);
    await eventually(() => expect(got).toEqual(names(1, 7)));
    await eventually(() => expect(group.low()).toBe(3));
  });

  it('can be sent back to an earlier bucket', async () => {
    const { publish, got, group } = producer();
    await sleep(0);
    publish(1, 4);
    await eventually(() => expect(got).toEqual(names(1, 4)));
    group.readFrom(0);
    await eventually(() => expect(got).toEqual([...names(1, 4), ...names(1, 4)]));
  });

  it('lags as long as it does not have the first event', async () => {
    const { begin, finish, group, state } = producer();
    await sleep(0);
    expect(group.lagMs()).toBe(0);
    state.isAway = true;
    const { place, event } = begin('1');
    finish({ place, event: { ...event, at: BigInt(Date.now() - 60_000) * 1000n } });
    expect(group.lagMs()).toBeGreaterThanOrEqual(60_000);
    state.isAway = false;
    await eventually(() => expect(group.lagMs()).toBe(0));
  });

  it('says when all of what was left by others is delivered, or that it was stopped before', async () => {
    const { group, begin, state, got } = producer();
    const { event } = begin('1');
    expect(await group.deliverAll([event])).toBe(true);
    expect(got).toEqual(['1']);
    state.isAway = true;
    const delivering = group.deliverAll([event]);
    await group.stop();
    expect(await delivering).toBe(false);
  });
});
