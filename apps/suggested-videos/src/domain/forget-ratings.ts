import type { CallContext } from '@killrvideo/core';

import type { Clock } from './clock';
import type { DropFoundBy } from './drop-found-by';
import type { LikesStore } from './likes-store';
import type { RatingAsOf } from './rating';

/** Forgets ratings of a video, each of which was given before `at`, in microseconds since 1970. */
export type ForgetRatings = (
  videoId: string,
  ratings: readonly RatingAsOf[],
  at: bigint,
  call: CallContext,
) => Promise<void>;

/** Longer than anybody has for it, in microseconds. */
const FORGOTTEN_WITHIN = 15_000_000n;

/**
 * What neighbours are found by these likes is dropped before the likes are forgotten, for nobody could tell afterwards what it
 * was; as of a time when they are, so that nobody keeps what is found meanwhile.
 */
export function forgetRatings({
  likes,
  dropFoundBy,
  now,
}: {
  readonly likes: Pick<LikesStore, 'forget'>;
  readonly dropFoundBy: DropFoundBy;
  readonly now: Clock;
}): ForgetRatings {
  return async (videoId, ratings, at, call) => {
    if (ratings.length === 0) return;
    await dropFoundBy(videoId, ratings, now() + FORGOTTEN_WITHIN, call);
    await likes.forget(ratings, at, call);
  };
}
