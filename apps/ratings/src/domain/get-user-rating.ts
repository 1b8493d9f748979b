import { type CallContext, checked } from '@killrvideo/core';

import type { RatingStore } from './rating-store';

/** Whose rating of which video; nothing of it is checked yet. */
export interface GetUserRating {
  readonly videoId: string | undefined;
  readonly userId: string | undefined;
}

/** A user's stars for a video; 0 when there are none. */
export function getUserRating(store: Pick<RatingStore, 'starsOf'>) {
  return async (query: GetUserRating, call: CallContext): Promise<number> => {
    const { videoId, userId } = checked((field) => ({
      videoId: field.uuid('video_id', query.videoId),
      userId: field.uuid('user_id', query.userId),
    }));
    return (await store.starsOf(videoId, userId, call)) ?? 0;
  };
}
