import { ownCall } from '@killrvideo/core';

import type { Catalogue, VideoPreview } from '../domain/catalogue';
import { CLOCKS_DIFFER_BY, type Clock } from '../domain/clock';
import { contentInMemory } from '../domain/content-in-memory.testing';
import { likesInMemory } from '../domain/likes-in-memory.testing';
import { neighboursInMemory } from '../domain/neighbours-in-memory.testing';
import type { Rating } from '../domain/rating';
import type { FactsAudit } from '../domain/facts-audit';
import { factsUseCases } from '../domain/facts-use-cases';
import { suggestedVideosUseCases } from '../domain/suggested-videos-use-cases';

/** The service on stores in memory. */
export interface ServiceInMemory {
  /** Notes the ratings, each given a second after the one before. */
  note(ratings: readonly Rating[]): Promise<void>;
  /** The first page of suggestions for a user: ids of videos, best first. */
  suggestedFor(userId: string, size: number): Promise<string[]>;
}

const DONE_WITHIN_MS = 3_600_000;

/** It knows no tags and words: what it suggests follows from ratings, and the latest videos fill up the rest. */
export function serviceInMemory(videoIds: readonly string[]): ServiceInMemory {
  const call = ownCall('quality', performance.now() + DONE_WITHIN_MS);
  const stores = {
    likes: likesInMemory(),
    neighbours: neighboursInMemory(),
    content: contentInMemory(),
    now: steps(),
  };
  const facts = factsUseCases({ ...stores, audit: {} as FactsAudit });
  const useCases = suggestedVideosUseCases({
    ...stores,
    catalogue: catalogueInMemory(videoIds),
    states: { stateFor: () => 'more', positionIn: () => [] },
    noteRecommended: () => {},
  });
  let at = 0n;
  return {
    async note(ratings) {
      for (const rating of ratings) await facts.noteRating(rating, (at += 1_000_000n), call);
    },
    async suggestedFor(userId, pageSize) {
      const { rows } = await useCases.getSuggestedForUser({ userId, pageSize, pagingState: '' }, call);
      return rows.map(({ videoId }) => videoId);
    },
  };
}

/** Goes on at each look, by so much that what is found after a rating is kept. */
function steps(): Clock {
  let now = 0n;
  return () => (now += 2n * CLOCKS_DIFFER_BY);
}

/** All are from one time, and nobody's. */
function catalogueInMemory(videoIds: readonly string[]): Catalogue {
  const inOrder = [...new Set(videoIds)].sort();
  const known = new Set(inOrder);
  const previewOf = (videoId: string): VideoPreview => ({
    ...{ videoId, addedDate: 0n, userId: '', name: '', previewImageLocation: '' },
  });
  return {
    previews: async (some) =>
      new Map(some.filter((videoId) => known.has(videoId)).map((videoId) => [videoId, previewOf(videoId)])),
    async latest(from, limit) {
      const first = from === undefined ? 0 : inOrder.indexOf(from.videoId);
      return inOrder.slice(first, first + limit).map(previewOf);
    },
  };
}
