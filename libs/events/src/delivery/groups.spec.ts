import { eventually, silentLog, testCall } from '@killrvideo/testing';

import type { OutboxEvent } from '../outbox-event';
import { buckets as bucketsOf } from '../outbox/buckets';
import { EVENT_SETTINGS } from '../settings';
import type { Outcome } from './courier';
import { groups as groupsOf, type Groups } from './groups';
import { PROMPT_WITHIN_MS } from './prompt';

/** Longer than any test: who waits so long does not end. */
const FOR_EVER_MS = 1e8;
const DONE: Outcome = { kind: 'done' };

let groups: Groups;
afterEach(() => groups.stop());

/** A producer with one group; `answer` is asked for each batch. */
async function producer(answer: () => Promise<void>) {
  const buckets = bucketsOf(EVENT_SETTINGS);
  const got: bigint[] = [];
  groups = groupsOf({
    ...{ buckets, settings: EVENT_SETTINGS, log: silentLog, step: (work) => work(testCall()) },
    read: async () => [],
    courier: {
      async deliver(_group, events) {
        await answer();
        got.push(...events.map(({ at }) => at));
        return events.map(() => DONE);
      },
      forget: () => {},
    },
    subscriptions: undefined as never,
    deadLetters: undefined as never,
  });
  const own = { type: 'NotePinned', group: 'search', since: 1n, isLapsed: false, isPassing: false };
  await groups.follow([own], 0);
  await eventually(() => expect(groups.lows().get('search')).toBe(buckets.firstOpen()));
  let times = 0n;
  const event = (): OutboxEvent => ({
    ...{ type: 'NotePinned', aggregate: 'kittens', at: ++times, message: Buffer.alloc(0) },
  });
  return {
    got,
    /** The last one. */
    offered: () => times,
    offer: () => groups.offer(event(), buckets.firstOpen()),
    offerAndWait: (ms: number) => groups.offerAndWait(event(), buckets.firstOpen(), ms),
  };
}

describe('who waits for groups', () => {
  it('waits until they have it', async () => {
    const { got, offerAndWait } = await producer(() => new Promise((resolve) => setTimeout(resolve, 20)));
    await offerAndWait(FOR_EVER_MS);
    expect(got).toEqual([1n]);
  });

  it('waits no longer than it may, and for one that is late not again until it was quick ten times', async () => {
    let isHeld = true;
    let release = (): void => {};
    const { got, offered, offer, offerAndWait } = await producer(
      () => new Promise((resolve) => (isHeld ? (release = resolve) : resolve())),
    );
    await offerAndWait(PROMPT_WITHIN_MS);
    expect(got).toEqual([]);
    await offerAndWait(FOR_EVER_MS);
    expect(got).toEqual([]);
    isHeld = false;
    release();
    await eventually(() => expect(got).toHaveLength(2));
    // Again when the machine stood still for one of them.
    await eventually(async () => {
      for (let delivery = 1; delivery <= 10; delivery++) {
        offer();
        await eventually(() => expect(got.at(-1)).toBe(offered()));
      }
      await offerAndWait(FOR_EVER_MS);
      expect(got.at(-1)).toBe(offered());
    });
  });

  it('waits for nobody when nobody hears of it', async () => {
    const { got } = await producer(() => new Promise(() => {}));
    const event = { type: 'NoteTorn', aggregate: 'kittens', at: 1n, message: Buffer.alloc(0) };
    await groups.offerAndWait(event, 0, FOR_EVER_MS);
    expect(got).toEqual([]);
  });
});
