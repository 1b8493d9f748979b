import type { CallContext } from '@killrvideo/core';

import type { Clock } from './clock';
import { compareRating } from './compare-rating';
import { compareVideo } from './compare-video';
import type { ContentStore } from './content-store';
import { countLikers } from './count-likers';
import { dropFoundBy } from './drop-found-by';
import type { FactsAudit } from './facts-audit';
import { forgetOutdatedLikes } from './forget-outdated-likes';
import { forgetRating } from './forget-rating';
import { forgetRatings } from './forget-ratings';
import { forgetVideo } from './forget-video';
import type { LikesStore } from './likes-store';
import type { NeighboursStore } from './neighbours-store';
import { noteRating } from './note-rating';
import { noteVideo } from './note-video';

/** All that is done about the facts when something happened, and by who looks after them. */
export function factsUseCases(stores: {
  readonly likes: LikesStore;
  readonly neighbours: NeighboursStore;
  readonly content: ContentStore;
  readonly audit: FactsAudit;
  readonly now: Clock;
}) {
  const { likes, content, audit, now } = stores;
  const dropping = { dropFoundBy: dropFoundBy(stores) };
  const forgetting = forgetRatings({ ...stores, ...dropping });
  const shared = { countLikers: countLikers(likes, now), forgetRatings: forgetting };
  return {
    noteRating: noteRating({ ...stores, ...shared }),
    compareRating: compareRating(stores),
    forgetRating: forgetRating({ ...stores, ...shared }),
    notedRatings: (position: string | undefined, limit: number, call: CallContext) =>
      audit.ratings(position, limit, call),
    noteVideo: noteVideo({
      ...{ ...stores, ...shared, ...dropping },
      forgetOutdatedLikes: forgetOutdatedLikes(likes, forgetting),
    }),
    compareVideo: compareVideo(stores),
    forgetVideo: forgetVideo(content),
    notedVideos: (position: string | undefined, limit: number, call: CallContext) =>
      audit.videos(position, limit, call),
  };
}

export type FactsUseCases = ReturnType<typeof factsUseCases>;
