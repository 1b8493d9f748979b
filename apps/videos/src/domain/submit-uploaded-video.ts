import { type CallContext, checked } from '@killrvideo/core';

import { submittedIn, submitVideo, type SubmitVideo } from './submit-video';
import type { VideoStore } from './video-store';

const UPLOAD_URL = { maxBytes: 2048 };

/** A video whose file is being uploaded, as it was submitted; nothing of it is checked yet. */
export interface SubmitUploadedVideo extends SubmitVideo {
  readonly uploadUrl: string;
}

/** Adds a video that exists at once and can be watched when its upload has been published. */
export function submitUploadedVideo(store: Pick<VideoStore, 'claim' | 'put'>, clock: () => number) {
  return async (command: SubmitUploadedVideo, call: CallContext): Promise<void> => {
    const video = checked((field) => {
      field.text('upload_url', command.uploadUrl, UPLOAD_URL);
      return submittedIn(field, command);
    });
    await submitVideo(store, clock, { ...video, kind: 'upload' }, call);
  };
}
