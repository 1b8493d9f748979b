import { type CallContext, checked, type Page } from '@killrvideo/core';

import { startingVideoIn, type VideosPage } from './starting-video';
import type { VideoPreview } from './video';
import type { VideoStore } from './video-store';

/** Which page of a user's videos; nothing of it is checked yet. */
export interface GetUserVideoPreviews extends VideosPage {
  readonly userId: string | undefined;
}

/** All of a user's videos, newest first; an unknown user has none. */
export function getUserVideoPreviews(store: Pick<VideoStore, 'ofUser'>) {
  return async (query: GetUserVideoPreviews, call: CallContext): Promise<Page<VideoPreview>> => {
    const { userId, page, start } = checked((field) => ({
      userId: field.uuid('user_id', query.userId),
      page: field.page(query),
      start: startingVideoIn(field, query),
    }));
    return store.ofUser(userId, page, start, call);
  };
}
