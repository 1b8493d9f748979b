import { type CallContext, checked, type Page } from '@killrvideo/core';

import { alike, TAGS, WORDS, type KindOfTerms } from './alike';
import type { Catalogue, VideoPreview } from './catalogue';
import { ratedSince } from './clock';
import type { ContentStore } from './content-store';
import type { FindNeighbours } from './find-neighbours';
import type { LikesStore } from './likes-store';
import { pageOfSuggestions, type Candidate, type PagingStates, type Tier } from './page-of-suggestions';
import { pageSizeOr } from './page-size';
import { predicted, type PredictedVideo } from './predicted';
import type { RatingAsOf } from './rating';
import type { Recommendation } from './recommendations-store';
import type { VideoDocument } from './video-document';
import type { VideoKey } from './video-key';

/** Which page of the videos for whom; nothing of it is checked yet. */
export interface GetSuggestedForUser {
  readonly userId: string | undefined;
  readonly pageSize: number;
  readonly pagingState: string;
}

/** Is told what was suggested to a user, best first; waits for nobody. */
export type NoteRecommended = (userId: string, recommended: readonly Recommendation[]) => void;

/** The newest likes of a user, by which suggestions are found: what somebody likes now counts. */
const MOST_LIKES_USED = 30;
/** Of those, videos whose tags and words are looked for. */
const MOST_CONTENTS_USED = 5;
const LATEST_AT_ONCE = 50;

/**
 * Videos for a user: what is liked by those who like what the user likes, then what is about the same, then the latest. None
 * that the user has rated, or added.
 */
export function getSuggestedForUser(dependencies: {
  readonly likes: Pick<LikesStore, 'newest' | 'ratings'>;
  readonly content: Pick<ContentStore, 'documents' | 'withTerm'>;
  readonly findNeighbours: FindNeighbours;
  readonly catalogue: Catalogue;
  readonly states: PagingStates;
  readonly noteRecommended: NoteRecommended;
}) {
  const { likes, content, findNeighbours, catalogue, states, noteRecommended } = dependencies;

  return async (query: GetSuggestedForUser, call: CallContext): Promise<Page<VideoPreview>> => {
    const { userId, page } = checked((field) => ({
      userId: field.uuid('user_id', query.userId),
      page: field.page({ ...query, pageSize: pageSizeOr(query.pageSize) }),
    }));
    const liked = await likedNow(userId, call);
    const likely = await predictedFor(liked, call);
    let documents: Promise<VideoDocument[]> | undefined;
    const sharing = (kind: KindOfTerms): Tier =>
      async function* () {
        documents ??= documentsOf(liked.slice(0, MOST_CONTENTS_USED), call);
        yield await alike(content, await documents, kind, call);
      };
    const result = await pageOfSuggestions(
      {
        ...{ list: ['GetSuggestedForUser', userId], page, catalogue, states },
        tiers: [
          async function* () {
            yield likely;
          },
          sharing(TAGS),
          sharing(WORDS),
          latest,
        ],
        leaveOut: (candidates) => ratedBy(userId, candidates, call),
        mayShow: (preview) => preview.userId !== userId,
      },
      call,
    );
    if (page.state === '') noteRecommended(userId, withRatings(result.rows, likely));
    return result;
  };

  /** The newest likes of videos that are there: as other tools empty tables, their users may come again, too. */
  async function likedNow(userId: string, call: CallContext): Promise<RatingAsOf[]> {
    const newest = (await likes.newest([userId], MOST_LIKES_USED, call)).get(userId) ?? [];
    const ids = newest.map(({ videoId }) => videoId);
    const there = ids.length === 0 ? new Map<string, VideoPreview>() : await catalogue.previews(ids, call);
    return newest.filter(({ videoId, at }) => {
      const video = there.get(videoId);
      return video !== undefined && at >= ratedSince(video.addedDate);
    });
  }

  async function predictedFor(liked: readonly RatingAsOf[], call: CallContext): Promise<PredictedVideo[]> {
    const neighbours = await findNeighbours(
      liked.map(({ videoId }) => videoId),
      call,
    );
    return predicted(liked, neighbours);
  }

  async function documentsOf(liked: readonly RatingAsOf[], call: CallContext): Promise<VideoDocument[]> {
    const documents = await content.documents(
      liked.map(({ videoId }) => videoId),
      call,
    );
    return [...documents.values()];
  }

  async function* latest(from: VideoKey | undefined, call: CallContext): AsyncGenerator<Candidate[]> {
    let next = from;
    for (;;) {
      const videos = await catalogue.latest(next, LATEST_AT_ONCE, call);
      const last = videos.at(-1);
      yield videos.map(({ videoId, addedDate }) => ({ videoId, addedDate, score: 0 }));
      if (videos.length < LATEST_AT_ONCE || last === undefined) return;
      next = last;
    }
  }

  /** A rating from before a video was added is of another one, which had its id. */
  async function ratedBy(
    userId: string,
    candidates: readonly Candidate[],
    call: CallContext,
  ): Promise<Set<string>> {
    const addedDates = new Map(candidates.map(({ videoId, addedDate }) => [videoId, addedDate]));
    const given = await likes.ratings(userId, [...addedDates.keys()], call);
    const ofThem = given.filter(({ videoId, at }) => at >= ratedSince(addedDates.get(videoId) ?? 0n));
    return new Set(ofThem.map(({ videoId }) => videoId));
  }
}

function withRatings(shown: readonly VideoPreview[], likely: readonly PredictedVideo[]): Recommendation[] {
  const ratings = new Map(likely.map(({ videoId, rating }) => [videoId, rating]));
  return shown.flatMap((preview) => {
    const rating = ratings.get(preview.videoId);
    return rating === undefined ? [] : [{ ...preview, rating }];
  });
}
