import { type CallContext, checked, type Publish } from '@killrvideo/core';

import type { CommentEvent } from './comment-event';
import type { CommentStore } from './comment-store';

/** Both rows of a comment must fit one batch under Cassandra's default batch_size_fail_threshold of 50 KiB. */
const MAX_COMMENT_BYTES = 16 * 1024;

/** A comment as its author sent it; nothing of it is checked yet. */
export interface CommentOnVideo {
  readonly videoId: string | undefined;
  readonly userId: string | undefined;
  readonly commentId: string | undefined;
  readonly comment: string;
}

/** Adds a comment. Neither the video nor the user needs to be known here. */
export function commentOnVideo(store: Pick<CommentStore, 'add'>, publish: Publish<CommentEvent>) {
  return async (command: CommentOnVideo, call: CallContext): Promise<void> => {
    const comment = checked((field) => ({
      videoId: field.uuid('video_id', command.videoId),
      userId: field.uuid('user_id', command.userId),
      commentId: field.timeUuid('comment_id', command.commentId),
      text: field.text('comment', command.comment, { maxBytes: MAX_COMMENT_BYTES }),
    }));
    await publish({ kind: 'user-commented-on-video', comment }, call, (at) => store.add(comment, at, call));
  };
}
