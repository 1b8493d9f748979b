import { randomUUID } from 'node:crypto';

import { DomainError } from '@killrvideo/core';
import { seeded, testCall } from '@killrvideo/testing';

import type { Catalogue, VideoPreview } from './catalogue';
import { contentInMemory } from './content-in-memory.testing';
import { findNeighbours } from './find-neighbours';
import type { FactsAudit } from './facts-audit';
import { likesInMemory } from './likes-in-memory.testing';
import { neighboursInMemory } from './neighbours-in-memory.testing';
import type { PagingStates } from './page-of-suggestions';
import type { Recommendation } from './recommendations-store';
import { factsUseCases } from './facts-use-cases';
import { suggestedVideosUseCases } from './suggested-videos-use-cases';

/** The first time, in microseconds since 1970, and how far things that happen are apart. */
const [T0, STEP] = [1_760_000_000_000_000n, 10_000_000n];

/** States that tell what they hold. */
const states: PagingStates = {
  stateFor: (list, position) => JSON.stringify([list, position]),
  positionIn: (list, state) => {
    const [of, position] = JSON.parse(state) as [string[], string[]];
    if (JSON.stringify(of) !== JSON.stringify(list))
      throw new DomainError('invalid-argument', 'another list');
    return position;
  },
};

interface VideoSaid {
  readonly videoId?: string;
  readonly userId?: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
}

const NO_AUDIT = {} as FactsAudit;

/** The service on stores in memory, with a catalogue that a test fills, and a clock that goes on by itself. */
export function suggestions(pause?: () => Promise<void>) {
  const known = new Map<string, VideoPreview>();
  const recommended = new Map<string, readonly Recommendation[]>();
  const latestFirst = () =>
    [...known.values()].sort((a, b) =>
      a.addedDate === b.addedDate ? (a.videoId < b.videoId ? -1 : 1) : a.addedDate > b.addedDate ? -1 : 1,
    );
  const catalogue: Catalogue = {
    previews: async (videoIds) =>
      new Map(videoIds.flatMap((id) => (known.has(id) ? [[id, known.get(id)!]] : []))),
    async latest(from, limit) {
      const all = latestFirst();
      const start = from === undefined ? 0 : all.findIndex(({ addedDate }) => addedDate <= from.addedDate);
      return start < 0 ? [] : all.slice(start, start + limit);
    },
  };
  const likes = likesInMemory(pause);
  const content = contentInMemory(pause);
  const neighbours = neighboursInMemory(pause);
  let time = T0;
  const now = () => (time += STEP);
  const service = suggestedVideosUseCases({
    ...{ likes, neighbours, content, catalogue, states },
    noteRecommended: (userId, videos) => recommended.set(userId, videos),
    now,
  });
  const facts = factsUseCases({ likes, neighbours, content, now, audit: NO_AUDIT });

  /** In the catalogue, and heard of; each newer than those before it. */
  const add = async ({
    tags = [],
    name = '',
    description = '',
    ...over
  }: VideoSaid = {}): Promise<string> => {
    const addedDate = (time += STEP) / 1000n;
    const { videoId = randomUUID(), userId = randomUUID() } = over;
    known.set(videoId, { videoId, userId, addedDate, name, previewImageLocation: '' });
    const date = { seconds: addedDate / 1000n, nanos: 0 };
    await facts.noteVideo(
      { videoId, name, description, tags, addedDate: date },
      addedDate * 1000n,
      testCall(),
    );
    return videoId;
  };
  const rate = (userId: string, videoId: string, stars = 5, at = (time += STEP)) =>
    facts.noteRating({ userId, videoId, stars }, at, testCall());
  const likeAll = async (userId: string, ...videoIds: readonly string[]): Promise<void> => {
    for (const videoId of videoIds) await rate(userId, videoId);
  };
  const related = async (videoId: string, pageSize = 100) =>
    (await service.getRelatedVideos({ videoId, pageSize, pagingState: '' }, testCall())).rows.map(
      (row) => row.videoId,
    );
  const suggested = async (userId: string, pageSize = 100) =>
    (await service.getSuggestedForUser({ userId, pageSize, pagingState: '' }, testCall())).rows.map(
      (row) => row.videoId,
    );
  return {
    ...{ service, facts, add, rate, likeAll, related, suggested },
    ...{ known, recommended, likes, neighbours, content },
    findNeighbours: findNeighbours({ likes, content, neighbours, now }),
  };
}

/** Turns of an event loop, by a seed: what is under way at once goes on in another order each time. */
export function randomTurns(seed: number): () => Promise<void> {
  const random = seeded(`turns ${seed}`);
  return async () => {
    for (let turns = Math.floor(random.uniform() * 7); turns > 0; turns--) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
}
