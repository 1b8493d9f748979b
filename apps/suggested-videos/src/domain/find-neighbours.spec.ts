import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import { MOST_LIKERS, MOST_LIKES, MOST_NEIGHBOURS } from './bounds';
import { findNeighbours } from './find-neighbours';
import type { RatingAsOf } from './rating';

const call = testCall();

describe('the neighbours of a video', () => {
  it('cost no more, however popular it is and however busy its likers are', async () => {
    const video = randomUUID();
    const [liked, users] = [Array.from({ length: MOST_LIKES - 1 }, () => randomUUID()), new Set<string>()];
    let read = 0;
    const find = findNeighbours({
      likes: {
        likers: async (_, __, limit) => {
          expect(limit).toBe(MOST_LIKERS);
          return Array.from({ length: limit }, (_, n) => ({ userId: randomUUID(), place: n / 1e6 }));
        },
        async newest(userIds, limit) {
          for (const userId of userIds) users.add(userId);
          expect(limit).toBe(MOST_LIKES);
          read += userIds.length * limit;
          const likes = [...liked, video].map((videoId) => ({ videoId }) as RatingAsOf);
          return new Map(userIds.map((userId) => [userId, likes]));
        },
        counts: async (videoIds) => new Map(videoIds.map((videoId) => [videoId, 1_000_000])),
      },
      content: { addedDates: async () => new Map() },
      neighbours: { kept: async () => new Map(), keep: async () => {} },
      now: () => 0n,
    });
    const found = (await find([video], call)).get(video);
    expect(found).toHaveLength(MOST_NEIGHBOURS);
    expect(users.size).toBe(MOST_LIKERS);
    expect(read).toBeLessThanOrEqual(MOST_LIKERS * MOST_LIKES);
  });

  it('are kept as of a second ago, so that what was rated meanwhile drops them', async () => {
    const asOf: bigint[] = [];
    const none = async () => new Map<string, never>();
    const find = findNeighbours({
      likes: { likers: async () => [], newest: none, counts: none },
      content: { addedDates: none },
      neighbours: { kept: none, keep: async (_, __, at) => void asOf.push(at) },
      now: () => 5_000_000n,
    });
    await find([randomUUID(), randomUUID()], call);
    expect(asOf).toEqual([4_000_000n, 4_000_000n]);
  });
});
