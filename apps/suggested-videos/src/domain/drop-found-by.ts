import type { CallContext } from '@killrvideo/core';

import { LIKES_BESIDE, MOST_LIKES } from './bounds';
import type { LikesStore } from './likes-store';
import type { NeighboursStore } from './neighbours-store';

/** Drops, as of a time, what neighbours of a video and of all that these users like are kept: their likes found them. */
export type DropFoundBy = (
  videoId: string,
  users: readonly { readonly userId: string }[],
  asOf: bigint,
  call: CallContext,
) => Promise<void>;

export function dropFoundBy({
  likes,
  neighbours,
}: {
  readonly likes: Pick<LikesStore, 'newest'>;
  readonly neighbours: Pick<NeighboursStore, 'drop'>;
}): DropFoundBy {
  return async (videoId, users, asOf, call) => {
    if (users.length === 0) return;
    const userIds = users.map(({ userId }) => userId);
    const newest = await likes.newest(userIds, MOST_LIKES + LIKES_BESIDE, call);
    const liked = [...newest.values()].flat().map((like) => like.videoId);
    await neighbours.drop([...new Set([videoId, ...liked])], asOf, call);
  };
}
