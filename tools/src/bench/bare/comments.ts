import { uuidColumn, type Row } from '@killrvideo/cassandra';
import { timeOfTimeUuid } from '@killrvideo/core';
import { timestampOfMs } from '@killrvideo/grpc/wire-format';
import {
  CommentsServiceService,
  type CommentOnVideoRequest,
  type GetVideoCommentsRequest,
} from '@killrvideo/proto/comments';

import { bare, serveBare } from './serve-bare';

const INSERT_BY_VIDEO =
  'INSERT INTO comments_by_video (videoid, commentid, userid, comment) VALUES (?, ?, ?, ?)';
const INSERT_BY_USER =
  'INSERT INTO comments_by_user (userid, commentid, videoid, comment) VALUES (?, ?, ?, ?)';
const SELECT_BY_VIDEO =
  'SELECT videoid, commentid, userid, comment FROM comments_by_video WHERE videoid = ? LIMIT ?';

void serveBare(CommentsServiceService, (cassandra) => ({
  commentOnVideo: bare(async ({ videoId, userId, commentId, comment }: CommentOnVideoRequest) => {
    const queries = [
      { query: INSERT_BY_VIDEO, params: [videoId?.value, commentId?.value, userId?.value, comment] },
      { query: INSERT_BY_USER, params: [userId?.value, commentId?.value, videoId?.value, comment] },
    ];
    await cassandra.batch(queries, { logged: true, isIdempotent: true });
    return {};
  }),

  getVideoComments: bare(async ({ videoId, pageSize }: GetVideoCommentsRequest) => {
    const { rows } = await cassandra.execute(SELECT_BY_VIDEO, [videoId?.value, pageSize], {
      isIdempotent: true,
    });
    return { videoId, comments: rows.map(commentOf), pagingState: '' };
  }),
}));

function commentOf(row: Row) {
  const commentId = uuidColumn(row, 'commentid') ?? '';
  return {
    commentId: { value: commentId },
    userId: { value: uuidColumn(row, 'userid') ?? '' },
    comment: row['comment'] as string,
    commentTimestamp: timestampOfMs(timeOfTimeUuid(commentId)),
  };
}
