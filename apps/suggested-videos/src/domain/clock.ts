/** Now, in microseconds since 1970. */
export type Clock = () => bigint;

/** By so much, in microseconds, clocks of different processes may differ. */
export const CLOCKS_DIFFER_BY = 1_000_000n;

/**
 * The time, in microseconds since 1970, from which on ratings are about a video of this date (in milliseconds). What was
 * given before is about another one, which had its id until somebody emptied the tables.
 */
export function ratedSince(addedDate: bigint): bigint {
  return addedDate * 1000n - CLOCKS_DIFFER_BY;
}
