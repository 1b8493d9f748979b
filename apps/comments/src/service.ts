import { grpcService } from '@killrvideo/grpc';
import { CommentsServiceService, descriptorSet } from '@killrvideo/proto/comments';
import type { ServiceModule } from '@killrvideo/runtime';

import { commentsUseCases } from './domain/comments-use-cases';
import { commentsHandlers } from './grpc/comments-handlers';
import schema from './schema.cql';
import { cassandraCommentStore } from './storage/cassandra-comment-store';

/** What people say about videos. */
export const comments: ServiceModule = {
  name: 'comments',
  schema,
  compose: ({ cassandra, pagingKeys }) => {
    const store = cassandraCommentStore(cassandra, pagingKeys);
    const handlers = commentsHandlers(commentsUseCases(store));
    return [grpcService(CommentsServiceService, handlers, { descriptorSet })];
  },
};
