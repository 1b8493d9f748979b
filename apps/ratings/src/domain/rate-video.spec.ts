import { MustBeLater } from '@killrvideo/core';
import { seeded, testCall } from '@killrvideo/testing';

import type { Given } from './rating';
import { groupCommit } from './group-commit';
import { ratingsInMemory } from './ratings-in-memory.testing';
import { storeRatings } from './store-ratings';

const VIDEO = 'video';
const USERS = ['ada', 'bob', 'eve'];

/** What somebody was told of a user's rating. */
type Told = Given & { readonly userId: string };

/** Of a rating; the time that it must be later than, where there is one. */
async function outcomeOf(answer: Promise<boolean>): Promise<boolean | bigint> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof MustBeLater) return error.than;
    throw error;
  }
}

/**
 * Three processes whose clocks differ rate for the same users, with changes that are refused, lost or land late. A call may
 * be cut off: whatever it still does, nobody learns of it from its process, and others carry its rating out, at once or late.
 */
async function trial(seed: number) {
  const random = seeded(seed);
  const store = ratingsInMemory(random, { trouble: seed % 3 === 0 ? 0 : 0.25 });
  if (seed % 2 === 0) store.rowByOthers('ada', 3);
  const told: Told[] = [];
  let now = 1_000_000n;
  const processes = [-5000n, 0n, 9000n].map((ahead) => {
    let last = 0n;
    return {
      rate: groupCommit(storeRatings(store, () => Promise.resolve())).rate,
      clock: () => {
        const time = (now += BigInt(random.below(3) * 400)) + ahead;
        return (last = time > last ? time : last + 1n);
      },
    };
  });
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  const any = () => processes[random.below(3)]!;

  /** As `Publish` does it; a rating that must be later is sent again. */
  const rateOnce = async (userId: string): Promise<void> => {
    const { rate, clock } = any();
    const stars = 1 + random.below(5);
    for (let at = clock(); ;) {
      const rating = { videoId: VIDEO, userId, stars };
      const answer = outcomeOf(rate(rating, at, testCall()));
      const isCutOff = random.uniform() < 0.4;
      if (isCutOff) {
        for (let ticks = random.below(12); ticks > 0; ticks--) await tick();
        for (let takers = 1 + random.below(2); takers > 0; takers--) {
          const settled = await outcomeOf(any().rate(rating, at, testCall()));
          if (settled === true) told.push({ userId, stars, ratedAt: at });
        }
      }
      const outcome = await answer;
      if (outcome === true && !isCutOff) told.push({ userId, stars, ratedAt: at });
      if (isCutOff || typeof outcome === 'boolean') return;
      at = clock() > outcome ? clock() : outcome + 1n;
    }
  };
  await Promise.all(
    [...USERS, ...USERS].map(async (userId) => {
      for (let turn = 0; turn < 8; turn++) await rateOnce(userId);
    }),
  );
  return { store, told };
}

describe('what is told of ratings, whatever becomes of the processes', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'ends with what stands, and the latest is what counts (seed %d)',
    async (seed) => {
      const { store, told } = await trial(seed);
      expect(store.video.sum).toEqual(store.sumOfStars());
      for (const userId of USERS) {
        const ofUser = told.filter((each) => each.userId === userId);
        const latest = ofUser.reduce((a, b) => (b.ratedAt > a.ratedAt ? b : a));
        expect(latest).toEqual({ userId, ...store.video.given.get(userId) });
        // At one time there is one rating: what is told again is the same.
        const byTime = new Map(ofUser.map(({ ratedAt, stars }) => [ratedAt, stars]));
        expect(ofUser.every(({ ratedAt, stars }) => byTime.get(ratedAt) === stars)).toBe(true);
      }
    },
  );
});
