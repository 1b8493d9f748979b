import type { NewVideo } from './video-store';

/** What happens here that others may want to hear of. */
export type VideoEvent =
  | YouTubeVideoAdded
  | {
      readonly kind: 'uploaded-video-accepted';
      readonly video: Extract<NewVideo, { kind: 'upload' }>;
      /** Where its file is being uploaded to. */
      readonly uploadUrl: string;
    };

export interface YouTubeVideoAdded {
  readonly kind: 'you-tube-video-added';
  readonly video: Extract<NewVideo, { kind: 'youtube' }>;
}
