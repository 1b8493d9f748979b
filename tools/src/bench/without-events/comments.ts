// Comments as it wrote before it published events: two rows in a logged batch. Everything around that is what it has today.
import { idempotent, type Cassandra } from '@killrvideo/cassandra';
import { checked, type CallContext } from '@killrvideo/core';
import { grpcService } from '@killrvideo/grpc';
import {
  CommentsServiceService,
  descriptorSet,
  type CommentOnVideoRequest,
} from '@killrvideo/proto/comments';
import { runProcess, serviceModule, tables } from '@killrvideo/runtime';
import { Client, type QueryOptions, type types } from 'cassandra-driver';

import schema from './comments.cql';
import { notMeasured } from './not-measured';

const MAX_COMMENT_BYTES = 16 * 1024;

const INSERT_BY_VIDEO = idempotent(
  'INSERT INTO comments_by_video (videoid, commentid, userid, comment) VALUES (?, ?, ?, ?)',
);
const INSERT_BY_USER = idempotent(
  'INSERT INTO comments_by_user (userid, commentid, videoid, comment) VALUES (?, ?, ?, ?)',
);

/** libs/cassandra writes no logged batches any more: in this process every batch of it becomes one. */
function logAllBatches(): void {
  const { prototype } = Client as { prototype: { batch: Batch } };
  const { batch } = prototype;
  prototype.batch = function (queries, options) {
    return batch.call(this, queries, { ...options, logged: true });
  };
}

type Batch = (this: Client, queries: BatchQuery[], options: QueryOptions) => Promise<types.ResultSet>;
type BatchQuery = { query: string; params: unknown[] };

function commentOnVideo(cassandra: Cassandra) {
  return async (request: CommentOnVideoRequest, call: CallContext) => {
    const { videoId, userId, commentId, text } = checked((field) => ({
      videoId: field.uuid('video_id', request.videoId?.value),
      userId: field.uuid('user_id', request.userId?.value),
      commentId: field.timeUuid('comment_id', request.commentId?.value),
      text: field.text('comment', request.comment, { maxBytes: MAX_COMMENT_BYTES }),
    }));
    await cassandra.writeUnlogged(
      [
        { statement: INSERT_BY_VIDEO, params: [videoId, commentId, userId, text] },
        { statement: INSERT_BY_USER, params: [userId, commentId, videoId, text] },
      ],
      call,
    );
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

logAllBatches();
void runProcess({ name: 'comments', metadata: { ports: { grpc: 0, admin: 0 } } }, [comments]);
