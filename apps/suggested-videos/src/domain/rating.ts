/** What a user gave to a video. */
export interface Rating {
  readonly userId: string;
  readonly videoId: string;
  /** From 1 to 5. */
  readonly stars: number;
}

/** A rating, or that there is none any more, as of a time: the later one stands. */
export interface RatingAsOf extends Rating {
  /** Microseconds since 1970. */
  readonly at: bigint;
}

/** Who gives so many stars, or more, likes the video. */
const LIKED_FROM = 3;

export function isLike({ stars }: Pick<Rating, 'stars'>): boolean {
  return stars >= LIKED_FROM;
}
