import type { Follower } from './follow-by-mirror';
import { groupCommit, type GroupCommit } from './group-commit';
import type { RatingStore } from './rating-store';
import { storeRatings } from './store-ratings';

/** Ratings are stored in batches, and the mirror follows each. */
export function ratingBatches(store: RatingStore, mirror: Pick<Follower, 'follow'>): GroupCommit {
  const storeBatch = storeRatings(store);
  return groupCommit(async (batch, call) => {
    const begunAt = performance.now();
    const stored = await storeBatch(batch, call);
    mirror.follow(batch.videoId, stored.added, begunAt);
    return stored;
  });
}
