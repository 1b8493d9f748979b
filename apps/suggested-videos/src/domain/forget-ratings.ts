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

export function forgetRatings(
  likes: Pick<LikesStore, 'ratings' | 'newest' | 'likers' | 'forget'>,
  neighbours: Pick<NeighboursStore, 'drop'>,
  countLikers: CountLikers,
  now: Clock,
): ForgetRatings {
  return async (videoId, at, call) => {
    let after: Liker | undefined;
    let forgotten = 0;
    for (;;) {
      const likers = await likes.likers(videoId, after, LIKERS_AT_ONCE, call);
      forgotten += await forget(likers, videoId, at, call);
      after = likers.at(-1);
      if (likers.length < LIKERS_AT_ONCE) break;
    }
    if (forgotten > 0) await countLikers(videoId, call);
  };

  async function forget(
    likers: readonly Liker[],
    videoId: string,
    at: bigint,
    call: CallContext,
  ): Promise<number> {
    const given: RatingAsOf[] = [];
    await concurrently(likers, READS_AT_ONCE, async ({ userId }) => {
      given.push(...(await likes.ratings(userId, [videoId], call)));
    });
    const forgotten = given.filter((rating) => rating.at < at);
    if (forgotten.length === 0) return 0;
    const userIds = forgotten.map(({ userId }) => userId);
    const newest = await likes.newest(userIds, MOST_LIKES + LIKES_BESIDE, call);
    await likes.forget(forgotten, at, call);
    const liked = [...newest.values()].flat().map((like) => like.videoId);
    await neighbours.drop([...new Set([videoId, ...liked])], now(), call);
    return forgotten.length;
  }
}
