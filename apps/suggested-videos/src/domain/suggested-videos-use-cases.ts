import type { Catalogue } from './catalogue';
import type { Clock } from './clock';
import type { ContentStore } from './content-store';
import { countLikers } from './count-likers';
import { dropNeighbours } from './drop-neighbours';
import { findNeighbours } from './find-neighbours';
import { forgetRatings } from './forget-ratings';
import { getRelatedVideos } from './get-related-videos';
import { getSuggestedForUser, type NoteRecommended } from './get-suggested-for-user';
import type { LikesStore } from './likes-store';
import type { NeighboursStore } from './neighbours-store';
import { noteRating } from './note-rating';
import { noteVideo } from './note-video';
import type { PagingStates } from './page-of-suggestions';

/** All that the suggested-videos service can do, each use case named for its rpc, or for what it does about an event. */
export function suggestedVideosUseCases(dependencies: {
  readonly likes: LikesStore;
  readonly neighbours: NeighboursStore;
  readonly content: ContentStore;
  readonly catalogue: Catalogue;
  readonly states: PagingStates;
  readonly noteRecommended: NoteRecommended;
  readonly now: Clock;
}) {
  const { likes, neighbours, content, now } = dependencies;
  const shared = {
    findNeighbours: findNeighbours({ likes, content, neighbours, now }),
    countLikers: countLikers(likes, now),
    dropNeighbours: dropNeighbours(likes, neighbours, now),
  };
  return {
    getRelatedVideos: getRelatedVideos({ ...dependencies, ...shared }),
    getSuggestedForUser: getSuggestedForUser({ ...dependencies, ...shared }),
    noteRating: noteRating({ ...dependencies, ...shared }),
    noteVideo: noteVideo({
      ...{ ...dependencies, ...shared },
      forgetRatings: forgetRatings(likes, neighbours, shared.countLikers, now),
    }),
  };
}

export type SuggestedVideosUseCases = ReturnType<typeof suggestedVideosUseCases>;
