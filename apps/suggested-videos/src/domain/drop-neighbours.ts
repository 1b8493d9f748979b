import type { CallContext } from '@killrvideo/core';

import { MOST_LIKERS, MOST_LIKES } from './bounds';
import type { Clock } from './clock';
import type { LikesStore } from './likes-store';
import type { NeighboursStore } from './neighbours-store';

/** Drops what neighbours are kept that have to do with a video that has become another, or was not known before. */
export type DropNeighbours = (videoId: string, call: CallContext) => Promise<void>;

export function dropNeighbours(
  likes: Pick<LikesStore, 'likers' | 'newest'>,
  neighbours: Pick<NeighboursStore, 'drop'>,
  now: Clock,
): DropNeighbours {
  return async (videoId, call) => {
    const likers = await likes.likers(videoId, undefined, MOST_LIKERS, call);
    if (likers.length === 0) return;
    const newest = await likes.newest(
      likers.map(({ userId }) => userId),
      MOST_LIKES,
      call,
    );
    const liked = [...newest.values()].flat().map((like) => like.videoId);
    await neighbours.drop([...new Set([videoId, ...liked])], now(), call);
  };
}
