/** What a video is: one on YouTube, or a file that was uploaded. */
export type VideoKind = 'youtube' | 'upload';

/**
 * A video with all its details. Ids are lower-case UUIDs, times milliseconds since 1970, exactly as they are stored: other
 * tools write any.
 */
export interface Video extends VideoPreview {
  readonly kind: VideoKind;
  readonly description: string;
  /** YouTube's id, or the URL of a file; '' for an upload that is not published. */
  readonly location: string;
  readonly tags: readonly string[];
}

/** What a list shows of a video. */
export interface VideoPreview {
  readonly videoId: string;
  readonly userId: string;
  readonly addedDate: bigint;
  readonly name: string;
  /** '' while there is none. */
  readonly previewImageLocation: string;
}

/** Where a list of videos may begin: the key of one of them in the lists' order. */
export type VideoPosition = Pick<VideoPreview, 'addedDate' | 'videoId'>;
