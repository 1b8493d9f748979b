import { type CallContext, checked, type Page } from '@killrvideo/core';

import { startingVideoIn, type VideosPage } from './starting-video';
import type { VideoPreview } from './video';
import type { VideoStore } from './video-store';

/** Which page of the latest videos; nothing of it is checked yet. */
export type GetLatestVideoPreviews = VideosPage;

/** The videos of today and the 7 days before, newest first. */
export function getLatestVideoPreviews(store: Pick<VideoStore, 'latest'>) {
  return async (query: GetLatestVideoPreviews, call: CallContext): Promise<Page<VideoPreview>> => {
    const { page, start } = checked((field) => ({
      page: field.page(query),
      start: startingVideoIn(field, query),
    }));
    return store.latest(page, start, call);
  };
}
