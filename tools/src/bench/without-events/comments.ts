// Comments as it wrote before it published events: two rows in a logged batch. Everything around that is what it has today.
import type { Cassandra, Statement } from '@killrvideo/cassandra';
import { checked, type CallContext } from '@killrvideo/core';
import { grpcService } from '@killrvideo/grpc';
import {
  CommentsServiceService,
  descriptorSet,
  type CommentOnVideoRequest,
} from '@killrvideo/proto/comments';
import { runProcess, serviceModule, tables } from '@killrvideo/runtime';

import schema from './comments.cql';
import { notMeasured } from './not-measured';

const MAX_COMMENT_BYTES = 16 * 1024;

/** One statement, as no other service has a use for logged batches; it is sent a little cheaper than as two. */
const INSERT_BOTH: Statement = {
  cql: `BEGIN BATCH
    INSERT INTO comments_by_video (videoid, commentid, userid, comment) VALUES (?, ?, ?, ?);
    INSERT INTO comments_by_user (userid, commentid, videoid, comment) VALUES (?, ?, ?, ?);
  APPLY BATCH`,
  idempotent: true,
  label: 'BATCH comments_by_video+comments_by_user',
};

function commentOnVideo(cassandra: Cassandra) {
  return async (request: CommentOnVideoRequest, call: CallContext) => {
    const { videoId, userId, commentId, text } = checked((field) => ({
      videoId: field.uuid('video_id', request.videoId?.value),
      userId: field.uuid('user_id', request.userId?.value),
      commentId: field.timeUuid('comment_id', request.commentId?.value),
      text: field.text('comment', request.comment, { maxBytes: MAX_COMMENT_BYTES }),
    }));
    const params = [...[videoId, commentId, userId, text], ...[userId, commentId, videoId, text]];
    await cassandra.write({ statement: INSERT_BOTH, params }, call);
    return {};
  };
}

const comments = serviceModule({
  name: 'comments',
  needs: { cassandra: tables(schema) },
  compose: ({ cassandra }) => {
    const handlers = {
      commentOnVideo: commentOnVideo(cassandra),
      getUserComments: notMeasured,
      getVideoComments: notMeasured,
    };
    return { services: [grpcService(CommentsServiceService, handlers, { descriptorSet })] };
  },
});

void runProcess({ name: 'comments', metadata: { ports: { grpc: 0, admin: 0 } } }, [comments]);
