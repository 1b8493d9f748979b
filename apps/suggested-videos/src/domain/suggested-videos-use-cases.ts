import type { Catalogue } from './catalogue';
import type { Clock } from './clock';
import type { ContentStore } from './content-store';
import { findNeighbours } from './find-neighbours';
import { getRelatedVideos } from './get-related-videos';
import { getSuggestedForUser, type NoteRecommended } from './get-suggested-for-user';
import type { LikesStore } from './likes-store';
import type { NeighboursStore } from './neighbours-store';
import type { PagingStates } from './page-of-suggestions';

/** All that the suggested-videos service can do, each use case named for its rpc. */
export function suggestedVideosUseCases(dependencies: {
  readonly likes: LikesStore;
  readonly neighbours: NeighboursStore;
  readonly content: ContentStore;
  readonly catalogue: Catalogue;
  readonly states: PagingStates;
  readonly noteRecommended: NoteRecommended;
  readonly now: Clock;
}) {
  const finding = { ...dependencies, findNeighbours: findNeighbours(dependencies) };
  return {
    getRelatedVideos: getRelatedVideos(finding),
    getSuggestedForUser: getSuggestedForUser(finding),
  };
}

export type SuggestedVideosUseCases = ReturnType<typeof suggestedVideosUseCases>;
