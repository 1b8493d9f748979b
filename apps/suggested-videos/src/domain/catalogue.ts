import type { CallContext } from '@killrvideo/core';

import type { VideoKey } from './video-key';

/** A video as a suggestion shows it: what the catalogue says of it now. */
export interface VideoPreview extends VideoKey {
  readonly userId: string;
  readonly name: string;
  /** '' while there is none. */
  readonly previewImageLocation: string;
}

/** The catalogue of videos, which another service has. Throws DomainErrors only; `unavailable` while it is away. */
export interface Catalogue {
  /** The previews of those of the videos that exist. */
  previews(videoIds: readonly string[], call: CallContext): Promise<ReadonlyMap<string, VideoPreview>>;
  /** The latest videos, newest first, those of one time by id; from one of them on, that included; at most `limit`. */
  latest(from: VideoKey | undefined, limit: number, call: CallContext): Promise<VideoPreview[]>;
}
