import { jsonIntent, type EventTypes } from '@killrvideo/events';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import { events } from '@killrvideo/proto/comments';

import { commentedAt } from '../domain/comment';
import type { CommentEvent } from '../domain/comment-event';
import type { CommentStore } from '../domain/comment-store';

/** The events of killrvideo.comments: what others read of them, and how they are carried out when a process did not. */
export function commentEvents(store: Pick<CommentStore, 'add'>): EventTypes<CommentEvent> {
  return {
    'user-commented-on-video': {
      type: `${events.protobufPackage}.UserCommentedOnVideo`,
      aggregate: ({ comment }) => comment.videoId,
      messageOf: ({ comment }) =>
        events.UserCommentedOnVideo.encode({
          userId: { value: comment.userId },
          videoId: { value: comment.videoId },
          commentId: { value: comment.commentId },
          commentTimestamp: timestampOfMs(commentedAt(comment)),
        }).finish(),
      intent: jsonIntent(1),
      async settle({ comment }, at, call) {
        await store.add(comment, at, call);
        return true;
      },
    },
  };
}
