import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';
import {
  SuggestedVideoServiceService as Suggested,
  type SuggestedVideoPreview,
} from '@killrvideo/proto/suggested-videos';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';

import { ownWord } from '../world/own-word';
import { callerOf } from '../world/world';

/** A rating changes suggestions within 2 s as a rule. */
export const SUGGESTED_WITHIN_MS = 15_000;
/** More than are left in front of a video by those that are added within one test. */
const MANY = 100;

const id = (value: string) => ({ value });

/** What a test says of a video: the rest is like nothing else. */
export interface Submitted {
  readonly videoId?: string;
  readonly userId?: string;
  readonly name?: string;
  readonly tags?: string[];
  readonly description?: string;
}

/** What leads to suggestions, and the suggestions, of one deployment. */
export interface SuggestionsOf {
  readonly suggested: GrpcCaller;
  readonly catalog: GrpcCaller;
  /** Adds a video, and returns its id. */
  submit(video?: Submitted): Promise<string>;
  /** Adds so many videos that have nothing in common, one after the other. */
  submitSome(howMany: number): Promise<string[]>;
  rate(userId: string, videoId: string, rating: number): Promise<void>;
  /**
   * Rates, and waits until it is noted: whoever has rated a video is not suggested it any more. For a first rating by somebody who
   * has not added the video.
   */
  rateNoted(userId: string, videoId: string, rating: number): Promise<void>;
  /** The ids of the first `pageSize` related videos. */
  related(videoId: string, pageSize?: number): Promise<string[]>;
  /** Until these are all of them. */
  untilRelated(videoId: string, related: readonly string[]): Promise<void>;
  /** The ids of the first `pageSize` videos for a user. */
  suggestedFor(userId: string, pageSize?: number): Promise<string[]>;
  /** Until they begin with these. */
  untilSuggestedFor(userId: string, first: readonly string[]): Promise<void>;
  close(): void;
}

export function idsOf(videos: readonly SuggestedVideoPreview[] = []): string[] {
  return videos.map(({ videoId }) => videoId?.value ?? '');
}

export async function suggestionsOf(app: string): Promise<SuggestionsOf> {
  const ofService = (service: string, own: string) =>
    callerOf(service, app === 'suggested-videos' ? own : app);
  const suggested = await ofService('SuggestedVideoService', app);
  const catalog = await ofService('VideoCatalogService', 'videos');
  const ratings = await ofService('RatingsService', 'ratings');

  const these: SuggestionsOf = {
    suggested,
    catalog,
    async submit({ videoId = randomUUID(), userId = randomUUID(), ...over } = {}) {
      const content = { name: ownWord(), tags: [], description: '', youTubeVideoId: 'abc', ...over };
      await catalog.ok(Catalog.submitYouTubeVideo, { videoId: id(videoId), userId: id(userId), ...content });
      return videoId;
    },
    async submitSome(howMany) {
      const videoIds: string[] = [];
      while (videoIds.length < howMany) videoIds.push(await these.submit());
      return videoIds;
    },
    async rate(userId, videoId, rating) {
      await ratings.ok(Ratings.rateVideo, { videoId: id(videoId), userId: id(userId), rating });
    },
    async rateNoted(userId, videoId, rating) {
      expect(await these.suggestedFor(userId)).toContain(videoId);
      await these.rate(userId, videoId, rating);
      await eventually(
        async () => expect(await these.suggestedFor(userId)).not.toContain(videoId),
        SUGGESTED_WITHIN_MS,
      );
    },
    async related(videoId, pageSize = MANY) {
      const request = { videoId: id(videoId), pageSize, pagingState: '' };
      return idsOf((await suggested.ok(Suggested.getRelatedVideos, request)).videos);
    },
    untilRelated: (videoId, related) =>
      eventually(async () => expect(await these.related(videoId)).toEqual(related), SUGGESTED_WITHIN_MS),
    async suggestedFor(userId, pageSize = MANY) {
      const request = { userId: id(userId), pageSize, pagingState: '' };
      return idsOf((await suggested.ok(Suggested.getSuggestedForUser, request)).videos);
    },
    untilSuggestedFor: (userId, first) =>
      eventually(
        async () => expect((await these.suggestedFor(userId)).slice(0, first.length)).toEqual(first),
        SUGGESTED_WITHIN_MS,
      ),
    close() {
      for (const caller of [suggested, catalog, ratings]) caller.close();
    },
  };
  return these;
}
