import { type CallContext, checked, type Page } from '@killrvideo/core';

import type { Comment } from './comment';
import type { CommentStore } from './comment-store';

/** Which page of a video's comments; nothing of it is checked yet. */
export interface GetVideoComments {
  readonly videoId: string | undefined;
  readonly pageSize: number;
  readonly startingCommentId: string | undefined;
  readonly pagingState: string;
}

/** A video's comments, newest first; an unknown video has none. */
export function getVideoComments(store: Pick<CommentStore, 'ofVideo'>) {
  return async (query: GetVideoComments, call: CallContext): Promise<Page<Comment>> => {
    const { videoId, page, start } = checked((field) => ({
      videoId: field.uuid('video_id', query.videoId),
      page: field.page(query),
      // A state continues its own list: what is sent beside it does not count, right or wrong.
      start:
        query.pagingState === ''
          ? field.optionalTimeUuid('starting_comment_id', query.startingCommentId)
          : undefined,
    }));
    return store.ofVideo(videoId, page, start, call);
  };
}
