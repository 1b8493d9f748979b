import { grpcService } from '@killrvideo/grpc';
import { CommentsServiceService, descriptorSet } from '@killrvideo/proto/comments';
import { serviceModule, signedPaging, tables } from '@killrvideo/runtime';

import { commentsUseCases } from './domain/comments-use-cases';
import { commentsHandlers } from './grpc/comments-handlers';
import schema from './schema.cql';
import { cassandraCommentStore } from './storage/cassandra-comment-store';

/** What people say about videos. */
export const comments = serviceModule({
  name: 'comments',
  needs: { cassandra: tables(schema), pagingKeys: signedPaging },
  compose: ({ cassandra, pagingKeys }) => {
    const store = cassandraCommentStore(cassandra, pagingKeys);
    const handlers = commentsHandlers(commentsUseCases(store));
    return { services: [grpcService(CommentsServiceService, handlers, { descriptorSet })] };
  },
});
