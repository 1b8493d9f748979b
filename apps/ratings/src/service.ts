import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, RatingsServiceService } from '@killrvideo/proto/ratings';
import { serviceModule, tables } from '@killrvideo/runtime';

import { followByMirror } from './domain/follow-by-mirror';
import { ratingsUseCases } from './domain/ratings-use-cases';
import { ratingsHandlers } from './grpc/ratings-handlers';
import schema from './schema.cql';
import { cassandraMirror } from './storage/cassandra-mirror';
import { cassandraRatingStore } from './storage/cassandra-rating-store';

/** How many stars people give to videos. */
export const ratings = serviceModule({
  name: 'ratings',
  needs: { cassandra: tables(schema) },
  compose: ({ cassandra, log }) => {
    const mirror = followByMirror(cassandraMirror(cassandra), log);
    const handlers = ratingsHandlers(ratingsUseCases(cassandraRatingStore(cassandra), mirror));
    return {
      services: [grpcService(RatingsServiceService, handlers, { descriptorSet })],
      parts: [{ name: 'the mirror of ratings', start: () => {}, stop: () => mirror.flush() }],
    };
  },
});
