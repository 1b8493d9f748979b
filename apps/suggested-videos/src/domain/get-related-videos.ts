import { type CallContext, checked, type Page } from '@killrvideo/core';

import { alike, TAGS, WORDS, type KindOfTerms } from './alike';
import type { Catalogue, VideoPreview } from './catalogue';
import type { ContentStore } from './content-store';
import type { FindNeighbours } from './find-neighbours';
import { pageOfSuggestions, type Candidate, type PagingStates, type Tier } from './page-of-suggestions';
import { pageSizeOr } from './page-size';
import type { VideoDocument } from './video-document';

/** Which page of the videos related to which; nothing of it is checked yet. */
export interface GetRelatedVideos {
  readonly videoId: string | undefined;
  readonly pageSize: number;
  readonly pagingState: string;
}

/**
 * Videos related to one: those that the same people like, then those that share its tags, then those with words in common; in
 * each the most similar first. None of a video that the catalogue does not have.
 */
export function getRelatedVideos(dependencies: {
  readonly content: Pick<ContentStore, 'documents' | 'withTerm'>;
  readonly findNeighbours: FindNeighbours;
  readonly catalogue: Pick<Catalogue, 'previews'>;
  readonly states: PagingStates;
}) {
  const { content, findNeighbours, catalogue, states } = dependencies;

  return async (query: GetRelatedVideos, call: CallContext): Promise<Page<VideoPreview>> => {
    const { videoId, page } = checked((field) => ({
      videoId: field.uuid('video_id', query.videoId),
      page: field.page({ ...query, pageSize: pageSizeOr(query.pageSize) }),
    }));
    const others = async function* (candidates: Promise<readonly Candidate[]>) {
      yield (await candidates).filter((candidate) => candidate.videoId !== videoId);
    };
    let document: Promise<VideoDocument | undefined> | undefined;
    const sharing = (kind: KindOfTerms): Tier => {
      const found = async (): Promise<Candidate[]> => {
        document ??= content.documents([videoId], call).then((documents) => documents.get(videoId));
        const known = await document;
        return known === undefined ? [] : alike(content, [known], kind, call);
      };
      return () => others(found());
    };
    const liked: Tier = () =>
      others(
        findNeighbours([videoId], call).then((found) =>
          (found.get(videoId) ?? []).map(({ similarity, ...neighbour }) => ({
            ...neighbour,
            score: similarity,
          })),
        ),
      );
    const [isThere, result] = await Promise.all([
      catalogue.previews([videoId], call),
      pageOfSuggestions(
        {
          ...{ list: ['GetRelatedVideos', videoId], page, catalogue, states },
          tiers: [liked, sharing(TAGS), sharing(WORDS)],
        },
        call,
      ),
    ]);
    return isThere.has(videoId) ? result : { rows: [], nextState: '' };
  };
}
