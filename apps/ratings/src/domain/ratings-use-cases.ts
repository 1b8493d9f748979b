import type { Publish } from '@killrvideo/core';

import { getRating } from './get-rating';
import { getUserRating } from './get-user-rating';
import type { GroupCommit } from './group-commit';
import { rateVideo } from './rate-video';
import type { RatingEvent } from './rating-event';
import type { RatingStore } from './rating-store';

/** All that the ratings service can do, each use case named for its rpc. */
export function ratingsUseCases(
  store: RatingStore,
  batches: Pick<GroupCommit, 'rate'>,
  publish: Publish<RatingEvent>,
) {
  return {
    rateVideo: rateVideo(batches, publish),
    getRating: getRating(store),
    getUserRating: getUserRating(store),
  };
}

export type RatingsUseCases = ReturnType<typeof ratingsUseCases>;
