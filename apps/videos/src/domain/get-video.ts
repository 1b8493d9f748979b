import { type CallContext, checked, DomainError } from '@killrvideo/core';

import type { Video } from './video';
import type { VideoStore } from './video-store';

/** Which video; nothing of it is checked yet. */
export interface GetVideo {
  readonly videoId: string | undefined;
}

/** One video with all its details, or `not-found`. */
export function getVideo(store: Pick<VideoStore, 'video'>) {
  return async (query: GetVideo, call: CallContext): Promise<Video> => {
    const videoId = checked((field) => field.uuid('video_id', query.videoId));
    const video = await store.video(videoId, call);
    if (video === undefined) throw new DomainError('not-found', `there is no video ${query.videoId}`);
    return video;
  };
}
