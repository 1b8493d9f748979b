/** The fewest and the most stars. */
export const STARS = { min: 1, max: 5 };

/** A user's opinion of a video. Ids are lower-case UUIDs. */
export interface Rating {
  readonly videoId: string;
  readonly userId: string;
  /** From 1 to 5. */
  readonly stars: number;
}
