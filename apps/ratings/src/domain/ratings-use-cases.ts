import type { Follower } from './follow-by-mirror';
import { getRating } from './get-rating';
import { getUserRating } from './get-user-rating';
import { groupCommit } from './group-commit';
import { rateVideo } from './rate-video';
import type { RatingStore } from './rating-store';
import { storeRatings } from './store-ratings';

/** All that the ratings service can do, each use case named for its rpc. */
export function ratingsUseCases(store: RatingStore, mirror: Pick<Follower, 'follow'>) {
  const storeBatch = storeRatings(store);
  const rate = groupCommit(async (batch, call) => {
    const begunAt = performance.now();
    const stored = await storeBatch(batch, call);
    mirror.follow(batch.videoId, stored.added, begunAt);
    return stored;
  });
  return {
    rateVideo: rateVideo(rate),
    getRating: getRating(store),
    getUserRating: getUserRating(store),
  };
}

export type RatingsUseCases = ReturnType<typeof ratingsUseCases>;
