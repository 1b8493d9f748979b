import { seeded } from '@killrvideo/testing';

import type { MirrorAudit } from './mirror-audit';
import { ratingsInMemory, type RatingsInMemory, type VideoInMemory } from './ratings-in-memory.testing';
import { plus } from './rating-sum';

export interface MirrorAuditInMemory extends MirrorAudit {
  /** The video, there to be looked at and filled. */
  video(videoId: string): VideoInMemory;
}

/** The tables of many videos as the repair sees them. A page that is not full is the last one, as in the database. */
export function mirrorAuditInMemory({ videosAPage }: { videosAPage: number }): MirrorAuditInMemory {
  const stores = new Map<string, RatingsInMemory>();
  const changedAt = new Map<string, number>();
  const storeOf = (videoId: string): RatingsInMemory => {
    const store = stores.get(videoId) ?? ratingsInMemory(seeded(videoId), { trouble: 0 });
    stores.set(videoId, store);
    return store;
  };
  const video = (videoId: string): VideoInMemory => storeOf(videoId).video;

  return {
    video,
    async *videos() {
      const rated = [...stores].filter(
        ([
          ,
          {
            video: { sum, given },
          },
        ]) => sum !== undefined || given.size > 0,
      );
      for (let at = 0; ; at += videosAPage) {
        const videoIds = rated.slice(at, at + videosAPage).map(([videoId]) => videoId);
        const isLast = videoIds.length < videosAPage;
        yield { videoIds, share: isLast ? 1 : (at + videosAPage) / (rated.length + 1) };
        if (isLast) return;
      }
    },
    async keptSum(videoId, call) {
      const kept = await storeOf(videoId).keptSum(videoId, call);
      return kept && { ...kept, changedAt: changedAt.get(videoId) ?? 0 };
    },
    mirrored: async (videoId) => video(videoId).mirrored,
    startingPoint: (videoId, call) => storeOf(videoId).startingPoint(videoId, call),
    async change(change, call) {
      const outcome = await storeOf(change.videoId).change(change, call);
      // As ballots do, it grows with every change.
      if (outcome.applied) {
        changedAt.set(change.videoId, Math.max(Date.now(), (changedAt.get(change.videoId) ?? 0) + 1));
      }
      return outcome;
    },
    async add(videoId, difference) {
      video(videoId).mirrored = plus(video(videoId).mirrored, difference);
    },
  };
}
