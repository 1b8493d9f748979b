import { DEFAULT_SEED } from '../../sample-data/plan/people';
import { planSampleData } from '../../sample-data/plan/plan';
import { randomOf, shuffled } from '../../sample-data/plan/random';
import type { RatingSet } from './rating-set';

/** The ratings of the sample data, by the taste of each user. They have no times, so their order is by chance. */
export function sampleSet(videos: number): RatingSet {
  const plan = planSampleData({ seed: DEFAULT_SEED, videos });
  const ratings = plan.videos.flatMap(({ id, ratings }) => ratings.map((each) => ({ ...each, videoId: id })));
  return {
    name: `sample data, ${videos.toLocaleString('en')} videos`,
    ratings: shuffled(ratings, randomOf(DEFAULT_SEED, 'order of ratings')),
  };
}
