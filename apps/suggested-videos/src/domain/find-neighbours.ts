import { type CallContext, inLine } from '@killrvideo/core';

import { MOST_COMPARED, MOST_NEIGHBOURS } from './bounds';
import { CLOCKS_DIFFER_BY, type Clock } from './clock';
import type { ContentStore } from './content-store';
import { likersOf } from './count-likers';
import type { LikesStore } from './likes-store';
import type { Neighbour, NeighboursStore } from './neighbours-store';
import { sharedLikersOf } from './shared-likers';
import { similarity } from './similarity';

/** Neighbours of each of the videos, most similar first. */
export type FindNeighbours = (
  videoIds: readonly string[],
  call: CallContext,
) => Promise<ReadonlyMap<string, readonly Neighbour[]>>;

/** Videos whose neighbours are computed at once in this process; the others wait for their turn. */
const COMPUTED_AT_ONCE = 8;

/**
 * Neighbours are computed when somebody asks for them, and kept until somebody rates whose likes they were found by: they
 * are a function of the likes, whatever happened in which order. An instance that computes them while another one notes a rating
 * keeps them as of before that, so that they are dropped, whichever of both is written first. What is computed within a
 * second after a rating is therefore not kept.
 */
export function findNeighbours(dependencies: {
  readonly likes: Pick<LikesStore, 'likers' | 'newest' | 'counts'>;
  readonly content: Pick<ContentStore, 'addedDates'>;
  readonly neighbours: Pick<NeighboursStore, 'kept' | 'keep'>;
  readonly now: Clock;
}): FindNeighbours {
  const { likes, content, neighbours, now } = dependencies;
  const inTurn = inLine(COMPUTED_AT_ONCE);

  return async (videoIds, call) => {
    const kept = await neighbours.kept(videoIds, call);
    const missing = videoIds.filter((videoId) => !kept.has(videoId));
    const computed = await Promise.all(
      missing.map((videoId) =>
        inTurn(async (): Promise<[string, readonly Neighbour[]]> => {
          const asOf = now() - CLOCKS_DIFFER_BY;
          const found = await compute(videoId, call);
          await neighbours.keep(videoId, found, asOf, call);
          return [videoId, found];
        }),
      ),
    );
    return new Map([...kept, ...computed]);
  };

  async function compute(videoId: string, call: CallContext): Promise<Neighbour[]> {
    const { lookedAt, shared } = await sharedLikersOf(likes, videoId, call);
    const compared = shared.slice(0, MOST_COMPARED);
    const counts = await likes.counts(
      compared.map(([other]) => other),
      call,
    );
    const ofVideo = { likers: likersOf(lookedAt), lookedAt: lookedAt.length };
    const similar = compared
      .map(([other, sharedBy]) => ({
        ...{ videoId: other, shared: sharedBy },
        similarity: similarity({ ...ofVideo, shared: sharedBy, likersOfOther: counts.get(other) ?? 0 }),
      }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, MOST_NEIGHBOURS);
    const addedDates = await content.addedDates(
      similar.map((each) => each.videoId),
      call,
    );
    return similar.map((each) => ({ ...each, addedDate: addedDates.get(each.videoId) ?? 0n }));
  }
}
