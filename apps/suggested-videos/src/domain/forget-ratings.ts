import { type CallContext, concurrently } from '@killrvideo/core';

import { LIKES_BESIDE, MOST_LIKES } from './bounds';
import type { Clock } from './clock';
import type { CountLikers } from './count-likers';
import type { Liker, LikesStore } from './likes-store';
import type { NeighboursStore } from './neighbours-store';
import type { RatingAsOf } from './rating';

/** Forgets the likes of a video that were given before `at`, in microseconds since 1970. */
export type ForgetRatings = (videoId: string, at: bigint, call: CallContext) => Promise<void>;

const LIKERS_AT_ONCE = 100;
const READS_AT_ONCE = 16;
/** Longer than anybody has for it, in microseconds. */
const FORGOTTEN_WITHIN = 15_000_000n;

/**
 * What neighbours are found by these likes is dropped before the likes are forgotten, for nobody could tell afterwards what it
 * was; as of a time when they are, so that nobody keeps what is found meanwhile.
 */
export function forgetRatings(
  likes: Pick<LikesStore, 'ratings' | 'newest' | 'likers' | 'forget'>,
  neighbours: Pick<NeighboursStore, 'drop'>,
  countLikers: CountLikers,
  now: Clock,
): ForgetRatings {
  return async (videoId, at, call) => {
    let after: Liker | undefined;
    for (;;) {
      const likers = await likes.likers(videoId, after, LIKERS_AT_ONCE, call);
      const forgotten = (await ratingsBy(likers, videoId, call)).filter((rating) => rating.at < at);
      if (forgotten.length > 0) {
        await dropFoundBy(forgotten, videoId, call);
        await likes.forget(forgotten, at, call);
      }
      after = likers.at(-1);
      if (likers.length < LIKERS_AT_ONCE) break;
    }
    await countLikers(videoId, call);
  };

  async function ratingsBy(
    likers: readonly Liker[],
    videoId: string,
    call: CallContext,
  ): Promise<RatingAsOf[]> {
    const given: RatingAsOf[] = [];
    await concurrently(likers, READS_AT_ONCE, async ({ userId }) => {
      given.push(...(await likes.ratings(userId, [videoId], call)));
    });
    return given;
  }

  async function dropFoundBy(
    ratings: readonly RatingAsOf[],
    videoId: string,
    call: CallContext,
  ): Promise<void> {
    const userIds = ratings.map(({ userId }) => userId);
    const newest = await likes.newest(userIds, MOST_LIKES + LIKES_BESIDE, call);
    const liked = [...newest.values()].flat().map((like) => like.videoId);
    await neighbours.drop([...new Set([videoId, ...liked])], now() + FORGOTTEN_WITHIN, call);
  }
}
