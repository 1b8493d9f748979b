import type { CallContext } from '@killrvideo/core';

import { MOST_LIKERS } from './bounds';
import type { Clock } from './clock';
import type { Liker, LikesStore } from './likes-store';

/** Counts anew how many like a video, and keeps it; gives those that it has looked at for that. */
export type CountLikers = (videoId: string, call: CallContext) => Promise<Liker[]>;

/** Of two that count at once the later one has seen all that the earlier one has. */
export function countLikers(likes: Pick<LikesStore, 'likers' | 'putCount'>, now: Clock): CountLikers {
  return async (videoId, call) => {
    const asOf = now();
    const first = await likes.likers(videoId, undefined, MOST_LIKERS, call);
    await likes.putCount(videoId, likersOf(first), asOf, call);
    return first;
  };
}

/**
 * How many likers there are, by the first of them: all of them where they are fewer than MOST_LIKERS. Else by how near to
 * each other they are (the k minimum values of Bar-Yossef and others, 2002: some tenth too many or too few).
 */
export function likersOf(first: readonly Liker[]): number {
  const last = first.at(-1);
  if (last === undefined || first.length < MOST_LIKERS) return first.length;
  return Math.max(first.length, Math.round((first.length - 1) / last.place));
}
