import { type CallContext, checked, type Publish } from '@killrvideo/core';

import { claimed, submittedIn, type SubmitVideo } from './submit-video';
import type { VideoEvent } from './video-event';
import type { VideoStore } from './video-store';

const YOU_TUBE_VIDEO_ID = { maxBytes: 1024 };

/** A YouTube video as it was submitted; nothing of it is checked yet. */
export interface SubmitYouTubeVideo extends SubmitVideo {
  readonly youTubeVideoId: string;
}

/** Adds a YouTube video, which can be watched and is in the lists at once. The user need not be known here. */
export function submitYouTubeVideo(
  store: Pick<VideoStore, 'claim' | 'put'>,
  publish: Publish<VideoEvent>,
  clock: () => number,
) {
  return async (command: SubmitYouTubeVideo, call: CallContext): Promise<void> => {
    const submitted = checked((field) => ({
      ...submittedIn(field, command),
      location: field.text('you_tube_video_id', command.youTubeVideoId, YOU_TUBE_VIDEO_ID),
    }));
    const previewImageLocation = `//img.youtube.com/vi/${submitted.location}/hqdefault.jpg`;
    const video = await claimed(store, clock, { ...submitted, kind: 'youtube', previewImageLocation }, call);
    await publish({ kind: 'you-tube-video-added', video }, call, (at) => store.put(video, at, call));
  };
}
