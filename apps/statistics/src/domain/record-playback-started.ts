import { type CallContext, checked } from '@killrvideo/core';

import type { PlayStore } from './play-store';

/** A play as it was reported; nothing of it is checked yet. */
export interface RecordPlaybackStarted {
  readonly videoId: string | undefined;
}

/** Counts a play. The video need not be known here. */
export function recordPlaybackStarted(store: Pick<PlayStore, 'countPlay'>) {
  return async (command: RecordPlaybackStarted, call: CallContext): Promise<void> => {
    const videoId = checked((field) => field.uuid('video_id', command.videoId));
    await store.countPlay(videoId, call);
  };
}
