import { grpcService } from '@killrvideo/grpc';
import { CommentsServiceService, descriptorSet } from '@killrvideo/proto/comments';
import type { ServiceModule } from '@killrvideo/runtime';

import { commentOnVideo } from './domain/comment-on-video';
import { getUserComments } from './domain/get-user-comments';
import { getVideoComments } from './domain/get-video-comments';
import { commentsHandlers } from './grpc/comments-handlers';
import schema from './schema.cql';
import { cassandraCommentStore } from './storage/cassandra-comment-store';

/** What people say about videos. */
export const comments: ServiceModule = {
  name: 'comments',
  schema,
  compose: ({ cassandra, pagingKeys }) => {
    const store = cassandraCommentStore(cassandra, pagingKeys);
    const handlers = commentsHandlers({
      commentOnVideo: commentOnVideo(store),
      getUserComments: getUserComments(store),
      getVideoComments: getVideoComments(store),
    });
    return [grpcService(CommentsServiceService, handlers, { descriptorSet })];
  },
};
