import type { CallContext } from '@killrvideo/core';

import { MOST_NEIGHBOURS } from './bounds';
import { likersOf } from './count-likers';
import type { FactsAudit } from './facts-audit';
import type { LikesStore } from './likes-store';
import type { Neighbour, NeighboursStore } from './neighbours-store';
import { checkedDocument, type NoteVideo } from './note-video';
import { sharedLikersOf, type SharedLikers } from './shared-likers';

/**
 * Says how what is known of a video differs from what noting it would make; and what follows from its likes from what they
 * are. How similar neighbours are is no difference: that follows how many like them within a day.
 */
export function compareVideo({
  audit,
  likes,
  neighbours,
}: {
  readonly audit: Pick<FactsAudit, 'differences'>;
  readonly likes: Pick<LikesStore, 'likers' | 'newest' | 'counts'>;
  readonly neighbours: Pick<NeighboursStore, 'kept'>;
}) {
  return async (command: NoteVideo, call: CallContext): Promise<string[]> => {
    const document = checkedDocument(command);
    const { videoId } = document;
    const [differences, found, counts, kept] = await Promise.all([
      audit.differences(document, call),
      sharedLikersOf(likes, videoId, call),
      likes.counts([videoId], call),
      neighbours.kept([videoId], call),
    ]);
    return [
      ...differences,
      ...differenceOfCounts(likersOf(found.lookedAt), counts.get(videoId) ?? 0),
      ...differencesOfNeighbours(found, kept.get(videoId)),
    ];
  };
}

function differenceOfCounts(likers: number, kept: number): string[] {
  return likers === kept
    ? []
    : [`has ${likers} likers, and suggested_videos_likers says that it has ${kept}`];
}

function differencesOfNeighbours({ shared }: SharedLikers, kept: readonly Neighbour[] | undefined): string[] {
  if (kept === undefined) return [];
  const expected = new Map(shared);
  const wrong = kept.flatMap((neighbour) => {
    const likers = expected.get(neighbour.videoId) ?? 0;
    if (likers === neighbour.shared) return [];
    const [is, says] = [`shares ${likers} likers with ${neighbour.videoId}`, `shares ${neighbour.shared}`];
    return [`${is}, and suggested_videos_neighbours says that it ${says}`];
  });
  if (kept.length === MOST_NEIGHBOURS) return wrong;
  const standing = new Set(kept.map(({ videoId }) => videoId));
  const missing = shared.filter(([videoId]) => !standing.has(videoId));
  return [
    ...wrong,
    ...missing.map(([videoId]) => `neighbour ${videoId} is missing in suggested_videos_neighbours`),
  ];
}
