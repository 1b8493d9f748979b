import type { CallContext } from '@killrvideo/core';

import { MOST_LIKERS, MOST_LIKES } from './bounds';
import type { Liker, LikesStore } from './likes-store';

/** Who was looked at of a video's likers, and what they like beside it. */
export interface SharedLikers {
  readonly lookedAt: readonly Liker[];
  /** Each other video, and by how many of them it is liked; the most first, then by id. */
  readonly shared: readonly (readonly [videoId: string, likers: number])[];
}

/**
 * What is liked by those who like a video. A user counts whose newest likes have the video itself: so whether one counts for two
 * videos is the same for both.
 */
export async function sharedLikersOf(
  likes: Pick<LikesStore, 'likers' | 'newest'>,
  videoId: string,
  call: CallContext,
): Promise<SharedLikers> {
  const lookedAt = await likes.likers(videoId, undefined, MOST_LIKERS, call);
  const userIds = lookedAt.map(({ userId }) => userId);
  const newest = await likes.newest(userIds, MOST_LIKES, call);
  const shared = new Map<string, number>();
  for (const ofUser of newest.values()) {
    const liked = new Set(ofUser.map((like) => like.videoId));
    if (!liked.delete(videoId)) continue;
    for (const other of liked) shared.set(other, (shared.get(other) ?? 0) + 1);
  }
  return {
    lookedAt,
    shared: [...shared].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1)),
  };
}
