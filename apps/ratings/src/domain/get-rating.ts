import { type CallContext, checked } from '@killrvideo/core';

import type { RatingStore } from './rating-store';
import type { RatingSum } from './rating-sum';

/** Which video; nothing of it is checked yet. */
export interface GetRating {
  readonly videoId: string | undefined;
}

/** Number and sum of a video's ratings; zeros for a video that nobody rated. */
export function getRating(store: Pick<RatingStore, 'keptSum' | 'startingPoint'>) {
  return async (query: GetRating, call: CallContext): Promise<RatingSum> => {
    const videoId = checked((field) => field.uuid('video_id', query.videoId));
    return (await store.keptSum(videoId, call)) ?? (await store.startingPoint(videoId, call)).sum;
  };
}
