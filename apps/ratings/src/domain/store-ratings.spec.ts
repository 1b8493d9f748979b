import { DomainError } from '@killrvideo/core';
import { seeded, testCall } from '@killrvideo/testing';

import { groupCommit } from './group-commit';
import { NO_RATINGS, plus } from './rating-sum';
import { ratingsInMemory, type RatingsInMemory } from './ratings-in-memory.testing';
import { storeRatings } from './store-ratings';

const VIDEO = 'video';
const sum = (count: number, total: number) => ({ count: BigInt(count), total: BigInt(total) });
const noPause = () => Promise.resolve();
const calm = () => ratingsInMemory(seeded(1), { trouble: 0 });
const batch = (stars: Record<string, number>, guess?: ReturnType<typeof sum>) => ({
  videoId: VIDEO,
  stars: new Map(Object.entries(stars)),
  guess,
});

describe('a batch of ratings', () => {
  let store: RatingsInMemory;
  let rate: ReturnType<typeof storeRatings>;
  beforeEach(() => {
    store = calm();
    rate = storeRatings(store, noPause);
  });

  it('is one change when all rate for the first time and the guess is right', async () => {
    store.video.sum = NO_RATINGS;
    const stored = await rate(batch({ ada: 5, bob: 2 }, NO_RATINGS), testCall());
    expect(stored).toEqual({ sum: sum(2, 7), added: sum(2, 7) });
    expect(store.sent).toHaveLength(1);
    expect(store.video.sum).toEqual(sum(2, 7));
  });

  it('learns from one refusal who has rated before, and what the sum is', async () => {
    await rate(batch({ ada: 5, bob: 2 }), testCall());
    store.sent.length = 0;
    const stored = await rate(batch({ ada: 1, bob: 2, eve: 3 }, sum(9, 9)), testCall());
    expect(stored).toEqual({ sum: sum(3, 6), added: sum(1, -1) });
    expect(store.sent).toHaveLength(2);
    expect(store.sent[1]?.ratings.map(({ userId }) => userId)).toEqual(['ada', 'eve']); // bob's stand already
  });

  it('changes nothing when all stars stand already', async () => {
    await rate(batch({ ada: 5 }), testCall());
    expect(await rate(batch({ ada: 5 }), testCall())).toEqual({ sum: sum(1, 5), added: NO_RATINGS });
    expect(store.video.sum).toEqual(sum(1, 5));
  });

  it('takes what other backends wrote into the sum, and their drift out of the mirror', async () => {
    store.video.stars.set('ada', 4).set('bob', 4);
    store.video.mirrored = sum(5, 21);
    expect(await rate(batch({ ada: 1, eve: 5 }), testCall())).toEqual({
      sum: sum(3, 10),
      added: sum(-2, -11),
    });
  });

  it('begins with what was counted where there are no rows', async () => {
    store.video.mirrored = sum(10, 42);
    expect(await rate(batch({ ada: 5 }), testCall())).toEqual({ sum: sum(11, 47), added: sum(1, 5) });
  });

  it('begins with nothing where the counters have drifted below one rating, and takes that out of them', async () => {
    store.video.mirrored = sum(0, -2);
    expect(await rate(batch({ ada: 5 }), testCall())).toEqual({ sum: sum(1, 5), added: sum(1, 7) });
  });

  it('begins again when the table was emptied after the guess', async () => {
    expect(await rate(batch({ ada: 5 }, sum(7, 30)), testCall())).toEqual({
      sum: sum(1, 5),
      added: sum(1, 5),
    });
  });

  it('passes on what is not a matter of trying again', async () => {
    store.change = () => Promise.reject(new DomainError('internal', 'a statement failed'));
    await expect(rate(batch({ ada: 5 }), testCall())).rejects.toMatchObject({ kind: 'internal' });
  });

  it('tries no longer than its call has time', async () => {
    store.change = () => Promise.reject(new DomainError('unavailable', 'no answer'));
    await expect(storeRatings(store)(batch({ ada: 5 }), testCall(150))).rejects.toMatchObject({
      kind: 'deadline-exceeded',
    });
  });
});

describe('ratings of one video through three processes, under refusals and unknown outcomes', () => {
  it.each(Array.from({ length: 24 }, (_, seed) => seed))('are exact (seed %d)', async (seed) => {
    const random = seeded(seed);
    const store = ratingsInMemory(random, { trouble: seed % 3 === 0 ? 0 : 0.25 });
    if (seed % 2 === 0) {
      store.video.stars.set('user 0', 3).set('nobody now', 2);
      store.video.mirrored = sum(7, 11);
    } else if (seed % 4 === 1) {
      store.video.mirrored = sum(0, -2); // drifted, and no rows that say what is right
    }
    const processes = [1, 2, 3].map(() => {
      const storeBatch = storeRatings(store, noPause);
      return groupCommit(async (each, call) => {
        const stored = await storeBatch(each, call);
        store.video.mirrored = plus(store.video.mirrored, stored.added);
        return stored;
      }).rate;
    });

    await Promise.all(
      Array.from({ length: 30 }, async (_, user) => {
        const userId = `user ${user}`;
        const rate = processes[user % 3]!;
        for (let turn = 0; turn < 4; turn++) {
          const stars = 1 + random.below(5);
          await rate({ videoId: VIDEO, userId, stars }, testCall());
          expect(store.video.stars.get(userId)).toBe(stars); // acknowledged: it stands
        }
      }),
    );

    expect(store.video.sum).toEqual(store.sumOfStars());
    expect(store.seen.refused).toBeGreaterThan(0);
    // What a change of unknown outcome added cannot always be told: that is for the repair.
    if (store.seen.unknown === 0) expect(store.video.mirrored).toEqual(store.sumOfStars());
    else expect(seed % 3).not.toBe(0);
  });
});
