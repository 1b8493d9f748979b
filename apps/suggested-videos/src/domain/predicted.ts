import type { Neighbour } from './neighbours-store';
import type { Candidate } from './page-of-suggestions';
import type { RatingAsOf } from './rating';

/** A video that somebody may like, and how many stars the one would give. */
export interface PredictedVideo extends Candidate {
  /** From 1 to 5. */
  readonly rating: number;
}

/**
 * Neighbours of what is liked: each counts the sum of its similarities, and is predicted the mean of the ratings of what it
 * is similar to, by similarity (Sarwar and others, 2001).
 */
export function predicted(
  liked: readonly RatingAsOf[],
  neighbours: ReadonlyMap<string, readonly Neighbour[]>,
): PredictedVideo[] {
  const known = new Set(liked.map(({ videoId }) => videoId));
  const found = new Map<string, { addedDate: bigint; score: number; stars: number }>();
  for (const { videoId, stars } of liked) {
    for (const neighbour of neighbours.get(videoId) ?? []) {
      if (known.has(neighbour.videoId)) continue;
      const { addedDate, similarity } = neighbour;
      const before = found.get(neighbour.videoId) ?? { addedDate, score: 0, stars: 0 };
      found.set(neighbour.videoId, {
        addedDate,
        score: before.score + similarity,
        stars: before.stars + similarity * stars,
      });
    }
  }
  return [...found].map(([videoId, { addedDate, score, stars }]) => ({
    ...{ videoId, addedDate, score },
    rating: stars / score,
  }));
}
