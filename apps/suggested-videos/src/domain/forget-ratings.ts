import type { CallContext } from '@killrvideo/core';

import { LIKES_BESIDE, MOST_LIKES } from './bounds';
import type { Clock } from './clock';
import type { LikesStore } from './likes-store';
import type { NeighboursStore } from './neighbours-store';
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
  neighbours,
  now,
}: {
  readonly likes: Pick<LikesStore, 'newest' | 'forget'>;
  readonly neighbours: Pick<NeighboursStore, 'drop'>;
  readonly now: Clock;
}): ForgetRatings {
  return async (videoId, ratings, at, call) => {
    if (ratings.length === 0) return;
    const userIds = ratings.map(({ userId }) => userId);
    const newest = await likes.newest(userIds, MOST_LIKES + LIKES_BESIDE, call);
    const liked = [...newest.values()].flat().map((like) => like.videoId);
    await neighbours.drop([...new Set([videoId, ...liked])], now() + FORGOTTEN_WITHIN, call);
    await likes.forget(ratings, at, call);
  };
}
