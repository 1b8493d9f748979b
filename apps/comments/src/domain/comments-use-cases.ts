import type { Publish } from '@killrvideo/core';

import type { CommentEvent } from './comment-event';
import type { CommentStore } from './comment-store';
import { commentOnVideo } from './comment-on-video';
import { getUserComments } from './get-user-comments';
import { getVideoComments } from './get-video-comments';

/** All that the comments service can do, each use case named for its rpc. */
export function commentsUseCases(store: CommentStore, publish: Publish<CommentEvent>) {
  return {
    commentOnVideo: commentOnVideo(store, publish),
    getUserComments: getUserComments(store),
    getVideoComments: getVideoComments(store),
  };
}

export type CommentsUseCases = ReturnType<typeof commentsUseCases>;
