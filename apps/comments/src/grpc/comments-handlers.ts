import type { Handlers } from '@killrvideo/grpc';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import type { CommentsServiceService, UserComment, VideoComment } from '@killrvideo/proto/comments';

import { commentedAt, type Comment } from '../domain/comment';
import type { CommentsUseCases } from '../domain/comments-use-cases';

/** killrvideo.comments.CommentsService: converts requests and responses, nothing else. */
export function commentsHandlers(comments: CommentsUseCases): Handlers<typeof CommentsServiceService> {
  return {
    commentOnVideo: async (request, call) => {
      await comments.commentOnVideo(
        {
          videoId: request.videoId?.value,
          userId: request.userId?.value,
          commentId: request.commentId?.value,
          comment: request.comment,
        },
        call,
      );
      return {};
    },

    getUserComments: async (request, call) => {
      const page = await comments.getUserComments(
        {
          userId: request.userId?.value,
          pageSize: request.pageSize,
          startingCommentId: request.startingCommentId?.value,
          pagingState: request.pagingState,
        },
        call,
      );
      return { userId: request.userId, comments: page.rows.map(userComment), pagingState: page.nextState };
    },

    getVideoComments: async (request, call) => {
      const page = await comments.getVideoComments(
        {
          videoId: request.videoId?.value,
          pageSize: request.pageSize,
          startingCommentId: request.startingCommentId?.value,
          pagingState: request.pagingState,
        },
        call,
      );
      return { videoId: request.videoId, comments: page.rows.map(videoComment), pagingState: page.nextState };
    },
  };
}

function userComment(comment: Comment): UserComment {
  return {
    commentId: { value: comment.commentId },
    videoId: { value: comment.videoId },
    comment: comment.text,
    commentTimestamp: timestampOfMs(commentedAt(comment)),
  };
}

function videoComment(comment: Comment): VideoComment {
  return {
    commentId: { value: comment.commentId },
    userId: { value: comment.userId },
    comment: comment.text,
    commentTimestamp: timestampOfMs(commentedAt(comment)),
  };
}
