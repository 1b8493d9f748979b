import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, RatingsServiceService } from '@killrvideo/proto/ratings';
import type { ServiceModule } from '@killrvideo/runtime';

import { followByMirror } from './domain/follow-by-mirror';
import { ratingsUseCases } from './domain/ratings-use-cases';
import { ratingsHandlers } from './grpc/ratings-handlers';
import schema from './schema.cql';
import { cassandraMirror } from './storage/cassandra-mirror';
import { cassandraRatingStore } from './storage/cassandra-rating-store';

/** How many stars people give to videos. */
export const ratings: ServiceModule = {
  name: 'ratings',
  schema,
  compose: ({ cassandra, log, atStop }) => {
    const mirror = followByMirror(cassandraMirror(cassandra), log);
    atStop(() => mirror.flush());
    const handlers = ratingsHandlers(ratingsUseCases(cassandraRatingStore(cassandra), mirror));
    return [grpcService(RatingsServiceService, handlers, { descriptorSet })];
  },
};
