import { DomainError } from '@killrvideo/core';
import type { Random } from '@killrvideo/testing';

import type { StandingRating } from './rating';
import { NO_RATINGS, isSame, plus, type RatingSum } from './rating-sum';
import type { Change, RatingStore, Standing } from './rating-store';

/** One video as the database holds it. */
export interface VideoInMemory {
  sum: RatingSum | undefined;
  readonly given: Map<string, StandingRating>;
  mirrored: RatingSum;
}

export interface RatingsInMemory extends RatingStore {
  readonly video: VideoInMemory;
  /** Changes that were sent, and how many of them were refused or ended with an unknown outcome. */
  readonly sent: Change[];
  readonly seen: { refused: number; unknown: number };
  sumOfStars(): RatingSum;
  /** Writes a row as other backends do, without a time. */
  rowByOthers(userId: string, stars: number): void;
}

/**
 * Ratings of one video under conditional changes as Cassandra does them. Every answer takes a random while. A share of
 * `trouble` of the changes ends with an unknown outcome: done, not done, or still under way, to land at any later time
 * if what they expect stands then.
 */
export function ratingsInMemory(random: Random, { trouble }: { trouble: number }): RatingsInMemory {
  const video: VideoInMemory = { sum: undefined, given: new Map(), mirrored: NO_RATINGS };
  const sent: Change[] = [];
  const seen = { refused: 0, unknown: 0 };
  let underWay: Change[] = [];

  const aWhile = async (): Promise<void> => {
    for (let ticks = random.below(4); ticks >= 0; ticks--)
      await new Promise((resolve) => setImmediate(resolve));
    if (underWay.length > 0 && random.uniform() < 0.3) apply(underWay.shift() as Change);
  };
  const apply = ({ ratings, sum }: Change): boolean => {
    const fits =
      ratings.every(({ userId, from }) => isSameRating(video.given.get(userId), from)) &&
      (sum.from === undefined ? video.sum === undefined : !!video.sum && isSame(sum.from, video.sum));
    if (!fits) return false;
    for (const { userId, to } of ratings) video.given.set(userId, to);
    video.sum = sum.to;
    return true;
  };
  const standing = (userIds: readonly string[]): Standing => ({
    sum: video.sum,
    given: new Map([...video.given].filter(([userId]) => userIds.includes(userId))),
  });
  const sumOfStars = (): RatingSum =>
    [...video.given.values()].reduce(
      (sum, { stars }) => (stars === undefined ? sum : plus(sum, { count: 1n, total: BigInt(stars) })),
      NO_RATINGS,
    );

  return {
    video,
    sent,
    seen,
    sumOfStars,
    rowByOthers(userId, stars) {
      video.given.set(userId, { stars, ratedAt: undefined });
    },
    async keptSum() {
      await aWhile();
      return video.sum;
    },
    async startingPoint() {
      await aWhile();
      const { mirrored } = video;
      if (video.given.size > 0) return { sum: sumOfStars(), mirrored };
      return { sum: mirrored.count > 0n ? mirrored : NO_RATINGS, mirrored };
    },
    async starsOf(_, userId) {
      await aWhile();
      return video.given.get(userId)?.stars;
    },
    async settled(_, userIds) {
      await aWhile();
      underWay.forEach(apply);
      underWay = [];
      return standing(userIds);
    },
    async change(change) {
      sent.push(change);
      await aWhile();
      if (random.uniform() < trouble) {
        seen.unknown++;
        const fate = random.uniform();
        if (fate < 0.4) apply(change);
        else if (fate < 0.8) underWay.push(change);
        throw new DomainError('unavailable', 'the database did not answer');
      }
      if (apply(change)) return { applied: true };
      seen.refused++;
      return { applied: false, standing: standing(change.ratings.map(({ userId }) => userId)) };
    },
  };
}

/** As in a condition: what is not there equals what is null. */
function isSameRating(a: StandingRating | undefined, b: StandingRating | undefined): boolean {
  return a?.stars === b?.stars && a?.ratedAt === b?.ratedAt;
}
