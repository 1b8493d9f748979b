import type { CallContext } from '@killrvideo/core';

import type { CountLikers } from './count-likers';
import type { ForgetRatings } from './forget-ratings';
import type { LikesStore } from './likes-store';
import type { Rating } from './rating';

/** Takes back a rating that was given at `at` or before, in microseconds since 1970; a later one stays. */
export function forgetRating({
  likes,
  countLikers,
  forgetRatings,
}: {
  readonly likes: Pick<LikesStore, 'ratings'>;
  readonly countLikers: CountLikers;
  readonly forgetRatings: ForgetRatings;
}) {
  return async (
    { userId, videoId }: Pick<Rating, 'userId' | 'videoId'>,
    at: bigint,
    call: CallContext,
  ): Promise<void> => {
    const given = await likes.ratings(userId, [videoId], call);
    const before = given.filter((rating) => rating.at <= at);
    await forgetRatings(videoId, before, at + 1n, call);
    await countLikers(videoId, call);
  };
}
