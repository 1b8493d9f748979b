import type { CallContext, Page, PageRequest } from '@killrvideo/core';

import type { Video, VideoPosition, VideoPreview } from './video';

/** Where the catalogue is kept. All methods throw DomainErrors only. */
export interface VideoStore {
  /**
   * Makes the video the user's unless somebody has it already, and returns what stands afterwards: of several claims
   * of one id exactly one wins, for good. A claimed video is in no list and cannot be found until its facts are put.
   */
  claim(claim: Claim, call: CallContext): Promise<Claim>;

  /** Whose the video is, once every claim that was under way is settled; undefined where it is nobody's, or not wholly. */
  claimOf(videoId: string, call: CallContext): Promise<Claim | undefined>;

  /**
   * Puts all of the video's facts, in the catalogue and in its lists, written at the time `at`, in microseconds since 1970.
   * Putting them again changes nothing. When it throws, some may be there: `Publish` sees to it that they are put again.
   */
  put(video: NewVideo, at: bigint, call: CallContext): Promise<void>;

  /** Undefined for an unknown video. */
  video(videoId: string, call: CallContext): Promise<Video | undefined>;

  /** The previews of those of the videos that exist. */
  previews(videoIds: ReadonlySet<string>, call: CallContext): Promise<ReadonlyMap<string, VideoPreview>>;

  /**
   * The videos of today and the 7 days before (UTC), newest first, those of one millisecond by id. `start` is the
   * video that the first page begins with; it counts on the first page alone.
   */
  latest(page: PageRequest, start: VideoPosition | undefined, call: CallContext): Promise<Page<VideoPreview>>;

  /** All of a user's videos, in the order of `latest`, `start` as there. */
  ofUser(
    userId: string,
    page: PageRequest,
    start: VideoPosition | undefined,
    call: CallContext,
  ): Promise<Page<VideoPreview>>;
}

/** Whose a video is, since when, and of which kind: it never changes. */
export type Claim = Pick<Video, 'videoId' | 'userId' | 'addedDate' | 'kind'>;

/** A video as it is put: a YouTube video can be watched at once, an upload when it has been published. */
export type NewVideo = Omit<Video, 'kind' | 'location' | 'previewImageLocation'> &
  (
    | { readonly kind: 'youtube'; readonly location: string; readonly previewImageLocation: string }
    | { readonly kind: 'upload' }
  );
