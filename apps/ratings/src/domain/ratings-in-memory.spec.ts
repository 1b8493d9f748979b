import { seeded, testCall } from '@killrvideo/testing';

import { plus } from './rating-sum';
import { itKeepsRatings, sum } from './rating-store.contract.testing';
import { ratingsInMemory } from './ratings-in-memory.testing';

const VIDEO = 'video';

describe('ratings in memory', () => {
  itKeepsRatings(() => {
    const store = ratingsInMemory(seeded(1), { trouble: 0 });
    const { video } = store;
    return {
      store,
      videoId: VIDEO,
      async rowByOthers(userId, stars) {
        store.rowByOthers(userId, stars);
      },
      async countersByOthers(difference) {
        video.mirrored = plus(video.mirrored, difference);
      },
    };
  });

  it('under trouble: each change is done, not done or still under way, and none is once they are settled', async () => {
    const fates = { done: 0, late: 0, notDone: 0 };
    for (let seed = 0; seed < 100; seed++) {
      const store = ratingsInMemory(seeded(seed), { trouble: 1 });
      const change = {
        videoId: VIDEO,
        ratings: [{ userId: 'ada', from: undefined, to: { stars: 4, ratedAt: 1000n } }],
        sum: { from: undefined, to: sum(1, 4) },
      };
      await expect(store.change(change, testCall())).rejects.toMatchObject({ kind: 'unavailable' });
      const before = store.video.sum;
      const { sum: after } = await store.settled(VIDEO, ['ada'], testCall());
      if (before !== undefined) fates.done++;
      else if (after !== undefined) fates.late++;
      else fates.notDone++;
      for (let look = 0; look < 10; look++) expect(await store.keptSum(VIDEO, testCall())).toEqual(after);
      expect(await store.starsOf(VIDEO, 'ada', testCall())).toBe(after && 4);
    }
    // Two, two and one of five; what was still under way lands when they are settled, at the latest.
    expect(fates.done).toBeGreaterThan(25);
    expect(fates.late).toBeGreaterThan(25);
    expect(fates.notDone).toBeGreaterThan(10);
  });
});
