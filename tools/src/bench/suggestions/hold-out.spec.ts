import { holdOut } from './hold-out';
import type { GivenRating } from './rating-set';

const rating = (userId: string, videoId: string, stars = 4): GivenRating => ({ userId, videoId, stars });

describe('what is held out', () => {
  const ratings = [
    rating('ann', 'v1'),
    rating('bob', 'v1'),
    rating('ann', 'v2'),
    rating('cy', 'v1'),
    rating('cy', 'v2', 2),
    rating('ann', 'v3'),
    rating('ann', 'v4', 1),
  ];

  it('is the newest like of each user who has two at least; all else stays known', () => {
    const { known, heldOut } = holdOut([...ratings, rating('bob', 'v9')], 'newest');
    expect(heldOut).toEqual(
      new Map([
        ['ann', 'v3'],
        ['bob', 'v9'],
      ]),
    );
    expect(known).toEqual(ratings.filter(({ userId, videoId }) => userId !== 'ann' || videoId !== 'v3'));
  });

  it('is any like by chance, the same for one seed and others for others', () => {
    const heldOf = (seed: number) => holdOut(ratings, { seed }).heldOut.get('ann');
    const seeds = Array.from({ length: 50 }, (_, seed) => seed);
    expect(new Set(seeds.map(heldOf))).toEqual(new Set(['v1', 'v2', 'v3']));
    expect(seeds.map(heldOf)).toEqual(seeds.map(heldOf));
  });
});
