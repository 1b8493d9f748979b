import { grpcService } from '@killrvideo/grpc';
import { CommentsServiceService, descriptorSet } from '@killrvideo/proto/comments';
import { publishing, serviceModule, signedPaging, tables } from '@killrvideo/runtime';

import { commentsUseCases } from './domain/comments-use-cases';
import { commentEvents } from './events/comment-events';
import { commentsHandlers } from './grpc/comments-handlers';
import schema from './schema.cql';
import { cassandraCommentStore } from './storage/cassandra-comment-store';

/** What people say about videos. */
export const comments = serviceModule({
  name: 'comments',
  needs: { cassandra: tables(schema), pagingKeys: signedPaging, publisher: publishing },
  compose: ({ cassandra, pagingKeys, publisher }) => {
    const store = cassandraCommentStore(cassandra, pagingKeys);
    const publish = publisher(commentEvents(store));
    const handlers = commentsHandlers(commentsUseCases(store, publish));
    return { services: [grpcService(CommentsServiceService, handlers, { descriptorSet })] };
  },
});
