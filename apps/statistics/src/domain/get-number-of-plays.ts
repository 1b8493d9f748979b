import { type CallContext, checked } from '@killrvideo/core';

import type { PlayStore } from './play-store';

const MAX_VIDEO_IDS = 20;

/** Whose plays are asked for; nothing of it is checked yet. */
export interface GetNumberOfPlays {
  readonly videoIds: readonly (string | undefined)[];
}

/** The plays of each video, in the order asked for, repeats included; 0 for a video that was never played. */
export function getNumberOfPlays(store: Pick<PlayStore, 'playsOf'>) {
  return async (query: GetNumberOfPlays, call: CallContext): Promise<bigint[]> => {
    const videoIds = checked((field) => field.uuids('video_ids', query.videoIds, { max: MAX_VIDEO_IDS }));
    const plays = await store.playsOf(new Set(videoIds), call);
    return videoIds.map((videoId) => plays.get(videoId) ?? 0n);
  };
}
