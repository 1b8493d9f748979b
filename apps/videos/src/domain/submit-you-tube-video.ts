import { type CallContext, checked } from '@killrvideo/core';

import { submittedIn, submitVideo, type SubmitVideo } from './submit-video';
import type { VideoStore } from './video-store';

const YOU_TUBE_VIDEO_ID = { maxBytes: 1024 };

/** A YouTube video as it was submitted; nothing of it is checked yet. */
export interface SubmitYouTubeVideo extends SubmitVideo {
  readonly youTubeVideoId: string;
}

/** Adds a YouTube video, which can be watched and is in the lists at once. The user need not be known here. */
export function submitYouTubeVideo(store: Pick<VideoStore, 'claim' | 'put'>, clock: () => number) {
  return async (command: SubmitYouTubeVideo, call: CallContext): Promise<void> => {
    const video = checked((field) => ({
      ...submittedIn(field, command),
      location: field.text('you_tube_video_id', command.youTubeVideoId, YOU_TUBE_VIDEO_ID),
    }));
    const previewImageLocation = `//img.youtube.com/vi/${video.location}/hqdefault.jpg`;
    await submitVideo(store, clock, { ...video, kind: 'youtube', previewImageLocation }, call);
  };
}
