import { uuidOf } from '../../sample-data/plan/ids';
import { pickWeighted, randomOf, shuffled, type Random } from '../../sample-data/plan/random';
import type { GivenRating, RatingSet } from './rating-set';

/** As many as MovieLens 100k has. */
const [USERS, VIDEOS, RATINGS] = [943, 1682, 100_000];
const SEED = 100;
const TASTES = 18;
/** The least that a user has rated, and the most. */
const [FEWEST, MOST] = [20, 740];
/** How much likelier one rates what is fully of one's taste than what is not at all. */
const PULL = 100;

interface Video {
  readonly id: string;
  readonly popularity: number;
  /** What deserves it in the eyes of all, in stars. */
  readonly quality: number;
  /** Shares of tastes, one or two of them. */
  readonly tastes: readonly number[];
}

/**
 * Ratings of the size of MovieLens 100k with a known structure: each video is of one or two tastes, each user a mixture of a few;
 * few videos have most of the public (Zipf's law), few users give hundreds of ratings, most some tens. The same in every run.
 */
export function syntheticSet(): RatingSet {
  const videos = Array.from({ length: VIDEOS }, (_, rank) => videoOf(rank));
  const ratings = numbersOfRatings().flatMap((count, user) => ratingsOf(user, count, videos));
  return {
    name: 'synthetic, of the size of MovieLens 100k',
    ratings: shuffled(ratings, randomOf(SEED, 'order of ratings')),
  };
}

function videoOf(rank: number): Video {
  const random = randomOf(SEED, 'video', rank);
  return {
    id: uuidOf(SEED, 'video of a synthetic set', rank),
    popularity: 1 / (rank + 15),
    quality: 2.75 + 0.8 * (1 - rank / VIDEOS) + 0.8 * (random.uniform() - 0.5),
    tastes: mixture(random, 1 + random.below(2)),
  };
}

/** Log-normal, so that the sum is that of MovieLens. */
function numbersOfRatings(): number[] {
  const wanted = Array.from({ length: USERS }, (_, user) =>
    Math.exp(0.95 * normal(randomOf(SEED, 'activity', user))),
  );
  const sum = wanted.reduce((all, each) => all + each, 0);
  return wanted.map((each) => Math.min(MOST, Math.max(FEWEST, Math.round((each / sum) * RATINGS))));
}

function ratingsOf(user: number, count: number, videos: readonly Video[]): GivenRating[] {
  const random = randomOf(SEED, 'user', user);
  const taste = mixture(random, 2 + random.below(3));
  const generosity = 0.8 * (random.uniform() - 0.5);
  const likingOf = ({ tastes }: Video) =>
    tastes.reduce((sum, share, at) => sum + share * (taste[at] ?? 0), 0);
  return pickWeighted(videos, count, (video) => video.popularity * (1 + PULL * likingOf(video)), random).map(
    (video) => ({
      userId: uuidOf(SEED, 'user of a synthetic set', user),
      videoId: video.id,
      stars: starsOf(video.quality + generosity + likingOf(video) + normal(random)),
    }),
  );
}

/** Shares of all tastes that add up to 1, of which so many are above 0. */
function mixture(random: Random, count: number): number[] {
  const drawn = new Map(
    pickWeighted([...Array(TASTES).keys()], count, () => 1, random).map((taste) => [
      taste,
      0.2 + random.uniform(),
    ]),
  );
  const sum = [...drawn.values()].reduce((all, each) => all + each, 0);
  return Array.from({ length: TASTES }, (_, taste) => (drawn.get(taste) ?? 0) / sum);
}

function starsOf(opinion: number): number {
  return Math.min(5, Math.max(1, Math.round(opinion)));
}

/** Of mean 0 and deviation 1 (Box and Muller). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}
