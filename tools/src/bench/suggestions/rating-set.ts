/** What a user gave to a video. */
export interface GivenRating {
  readonly userId: string;
  readonly videoId: string;
  /** From 1 to 5. */
  readonly stars: number;
}

/** Ratings on which suggestions are judged. */
export interface RatingSet {
  readonly name: string;
  /** In the order of their times; one of a user for a video. */
  readonly ratings: readonly GivenRating[];
}

/** As the service has it: who gives so many stars, or more, likes the video. */
const LIKED_FROM = 3;

export function isLike({ stars }: GivenRating): boolean {
  return stars >= LIKED_FROM;
}
