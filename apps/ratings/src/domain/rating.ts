/** The fewest and the most stars. */
export const STARS = { min: 1, max: 5 };

/** A user's opinion of a video. Ids are lower-case UUIDs. */
export interface Rating {
  readonly videoId: string;
  readonly userId: string;
  /** From 1 to 5. */
  readonly stars: number;
}

/** Stars as they are to be given. */
export interface Wanted {
  readonly stars: number;
  /** When they were sent, in microseconds since 1970. */
  readonly at: bigint;
}

/** Stars as they are given here. */
export interface Given {
  readonly stars: number;
  /**
   * When they were given, in microseconds since 1970. Each rating of one user and video is later than the one before, by a
   * millisecond at least.
   */
  readonly ratedAt: bigint;
}

/** What stands of a user's rating. Other backends, and older versions, note no time; other tools may leave only that. */
export type StandingRating = { readonly [Part in keyof Given]: Given[Part] | undefined };
