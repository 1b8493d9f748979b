import { type CallContext, concurrently } from '@killrvideo/core';

import type { ForgetRatings } from './forget-ratings';
import type { Liker, LikesStore } from './likes-store';
import type { RatingAsOf } from './rating';

/** Forgets the likes of a video that were given before `at`, in microseconds since 1970: they are of another one. */
export type ForgetOutdatedLikes = (videoId: string, at: bigint, call: CallContext) => Promise<void>;

const LIKERS_AT_ONCE = 100;
const READS_AT_ONCE = 16;

export function forgetOutdatedLikes(
  likes: Pick<LikesStore, 'ratings' | 'likers'>,
  forget: ForgetRatings,
): ForgetOutdatedLikes {
  return async (videoId, at, call) => {
    let after: Liker | undefined;
    for (;;) {
      const likers = await likes.likers(videoId, after, LIKERS_AT_ONCE, call);
      const given: RatingAsOf[] = [];
      await concurrently(likers, READS_AT_ONCE, async ({ userId }) => {
        given.push(...(await likes.ratings(userId, [videoId], call)));
      });
      const outdated = given.filter((rating) => rating.at < at);
      await forget(videoId, outdated, at, call);
      after = likers.at(-1);
      if (likers.length < LIKERS_AT_ONCE) return;
    }
  };
}
