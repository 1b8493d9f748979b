import { createHash } from 'node:crypto';

import type { Rating } from '../domain/rating';
import { exactItemKnn } from './exact-item-knn.testing';
import { serviceInMemory } from './service-in-memory.testing';

const [USERS, VIDEOS] = [30, 40];
const userIds = Array.from({ length: USERS }, (_, user) => idOf('a', user));
const videoIds = Array.from({ length: VIDEOS }, (_, video) => idOf('b', video));

function idOf(kind: string, number: number): string {
  return `00000000-0000-4000-8000-${kind}${String(number).padStart(11, '0')}`;
}

/** Users and videos of two camps; users like some of their own and few of the other. Nothing comes near the bounds. */
const ratings: Rating[] = userIds.flatMap((userId, user) =>
  videoIds.flatMap((videoId, video) => {
    const [chance = 0, stars = 0] = createHash('sha256').update(`${user} ${video}`).digest();
    const isRated = chance < (user % 2 === video % 2 ? 128 : 16);
    return isRated ? [{ userId, videoId, stars: 2 + (stars % 4) }] : [];
  }),
);

describe('suggestions', () => {
  it('are those of exact item-kNN where there is less than the bounds', async () => {
    const service = serviceInMemory(videoIds);
    await service.note(ratings);
    const exactFor = exactItemKnn(ratings);
    for (const userId of userIds) {
      const exact = exactFor(userId, 5);
      expect(exact).toHaveLength(5);
      expect(await service.suggestedFor(userId, 5)).toEqual(exact);
    }
  });

  it('are of the user’s own camp, and nothing that the user has rated', async () => {
    const service = serviceInMemory(videoIds);
    await service.note(ratings);
    const own = await Promise.all(
      userIds.map(async (userId, user) => {
        const suggested = await service.suggestedFor(userId, 5);
        const rated = ratings.filter((rating) => rating.userId === userId).map(({ videoId }) => videoId);
        expect(suggested.filter((videoId) => rated.includes(videoId))).toEqual([]);
        return suggested.filter((videoId) => videoIds.indexOf(videoId) % 2 === user % 2).length;
      }),
    );
    expect(own.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0.8 * 5 * userIds.length);
  });
});
