import { type CallContext, checked } from '@killrvideo/core';

import type { VideoPreview } from './video';
import type { VideoStore } from './video-store';

const MAX_VIDEO_IDS = 20;

/** Whose previews are asked for; nothing of it is checked yet. */
export interface GetVideoPreviews {
  readonly videoIds: readonly (string | undefined)[];
}

/** The preview of each video, in the order asked for, repeats included; undefined for an unknown one. */
export function getVideoPreviews(store: Pick<VideoStore, 'previews'>) {
  return async (query: GetVideoPreviews, call: CallContext): Promise<(VideoPreview | undefined)[]> => {
    const videoIds = checked((field) => field.uuids('video_ids', query.videoIds, { max: MAX_VIDEO_IDS }));
    const previews = await store.previews(new Set(videoIds), call);
    return videoIds.map((videoId) => previews.get(videoId));
  };
}
