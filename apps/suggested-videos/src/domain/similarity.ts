/** Who likes both of two videos, and who each. */
export interface CommonLikers {
  /** Likers of the first one, and how many of them were looked at. */
  readonly likers: number;
  readonly lookedAt: number;
  /** Of those, how many like the other, too. */
  readonly shared: number;
  /** Likers of the other, as far as they were counted yet. */
  readonly likersOfOther: number;
}

/** So many shared likers are believed by half. */
const HALF_BELIEVED = 2;

/**
 * The cosine of two videos by who likes them (Sarwar and others, 2001): common likers by the geometric mean of all likers. So
 * what everybody likes is like nothing in particular, and what few like counts among those. Few shared likers may be
 * chance and count less (significance weighting, Herlocker and others, 1999).
 */
export function similarity({ likers, lookedAt, shared, likersOfOther }: CommonLikers): number {
  const both = (shared * likers) / lookedAt;
  const cosine = both / Math.sqrt(likers * Math.max(likersOfOther, both));
  return (Math.min(1, cosine) * shared) / (shared + HALF_BELIEVED);
}
