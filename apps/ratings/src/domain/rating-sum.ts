/** How many users rated a video and how many stars they gave together; also the difference of two such sums. */
export interface RatingSum {
  readonly count: bigint;
  readonly total: bigint;
}

export const NO_RATINGS: RatingSum = { count: 0n, total: 0n };

export function plus(a: RatingSum, b: RatingSum): RatingSum {
  return { count: a.count + b.count, total: a.total + b.total };
}

export function minus(a: RatingSum, b: RatingSum): RatingSum {
  return { count: a.count - b.count, total: a.total - b.total };
}

export function isSame(a: RatingSum, b: RatingSum): boolean {
  return a.count === b.count && a.total === b.total;
}
