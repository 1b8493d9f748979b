import { type CallContext, checked, type Publish } from '@killrvideo/core';

import { claimed, submittedIn, type SubmitVideo } from './submit-video';
import type { VideoEvent } from './video-event';
import type { VideoStore } from './video-store';

const UPLOAD_URL = { maxBytes: 2048 };

/** A video whose file is being uploaded, as it was submitted; nothing of it is checked yet. */
export interface SubmitUploadedVideo extends SubmitVideo {
  readonly uploadUrl: string;
}

/** Adds a video that exists at once and can be watched when its upload has been published. */
export function submitUploadedVideo(
  store: Pick<VideoStore, 'claim' | 'put'>,
  publish: Publish<VideoEvent>,
  clock: () => number,
) {
  return async (command: SubmitUploadedVideo, call: CallContext): Promise<void> => {
    const { uploadUrl, ...submitted } = checked((field) => ({
      uploadUrl: field.text('upload_url', command.uploadUrl, UPLOAD_URL),
      ...submittedIn(field, command),
    }));
    const video = await claimed(store, clock, { ...submitted, kind: 'upload' }, call);
    const accepted = { kind: 'uploaded-video-accepted', video, uploadUrl } as const;
    await publish(accepted, call, (at) => store.put(video, at, call));
  };
}
