// The baseline: what somebody writes who wants nothing but the two calls. The same driver options, statements and
// decoding as ours; no checks of the request, no deadlines, metrics, log, health or error mapping.
import { clientOptions, uuidColumn, type Row } from '@killrvideo/cassandra';
import { timeOfTimeUuid } from '@killrvideo/core';
import { timestampOfMs } from '@killrvideo/grpc';
import {
  CommentsServiceService,
  type CommentOnVideoRequest,
  type CommentOnVideoResponse,
  type GetVideoCommentsRequest,
  type GetVideoCommentsResponse,
} from '@killrvideo/proto/comments';
import { Server, ServerCredentials, type handleUnaryCall } from '@grpc/grpc-js';
import { Client } from 'cassandra-driver';

const INSERT_BY_VIDEO =
  'INSERT INTO comments_by_video (videoid, commentid, userid, comment) VALUES (?, ?, ?, ?)';
const INSERT_BY_USER =
  'INSERT INTO comments_by_user (userid, commentid, videoid, comment) VALUES (?, ?, ?, ?)';
const SELECT_BY_VIDEO =
  'SELECT videoid, commentid, userid, comment FROM comments_by_video WHERE videoid = ? LIMIT ?';

async function main(): Promise<void> {
  const contactPoints = (process.env['KILLRVIDEO_CASSANDRA_CONTACT_POINTS'] ?? '').split(',');
  const cassandra = new Client(
    clientOptions({ contactPoints, dataCenter: 'datacenter1' }, process.env['KILLRVIDEO_CASSANDRA_KEYSPACE']),
  );
  await cassandra.connect();

  const commentOnVideo: handleUnaryCall<CommentOnVideoRequest, CommentOnVideoResponse> = (
    { request },
    callback,
  ) => {
    const { videoId, userId, commentId, comment } = request;
    const queries = [
      { query: INSERT_BY_VIDEO, params: [videoId?.value, commentId?.value, userId?.value, comment] },
      { query: INSERT_BY_USER, params: [userId?.value, commentId?.value, videoId?.value, comment] },
    ];
    cassandra.batch(queries, { logged: true, isIdempotent: true }).then(() => callback(null, {}), callback);
  };
  const getVideoComments: handleUnaryCall<GetVideoCommentsRequest, GetVideoCommentsResponse> = (
    { request },
    callback,
  ) => {
    cassandra
      .execute(SELECT_BY_VIDEO, [request.videoId?.value, request.pageSize], { isIdempotent: true })
      .then(
        ({ rows }) =>
          callback(null, { videoId: request.videoId, comments: rows.map(commentOf), pagingState: '' }),
        callback,
      );
  };

  const server = new Server();
  server.addService(CommentsServiceService, {
    commentOnVideo,
    getVideoComments,
    getUserComments: (_call: unknown, callback: (error: Error) => void) =>
      callback(new Error('not measured')),
  });
  server.bindAsync(
    `127.0.0.1:${process.env['KILLRVIDEO_SERVICE_PORT']}`,
    ServerCredentials.createInsecure(),
    (error) => {
      if (error) throw error;
    },
  );
}

function commentOf(row: Row) {
  const commentId = uuidColumn(row, 'commentid') ?? '';
  return {
    commentId: { value: commentId },
    userId: { value: uuidColumn(row, 'userid') ?? '' },
    comment: row['comment'] as string,
    commentTimestamp: timestampOfMs(timeOfTimeUuid(commentId)),
  };
}

void main();
