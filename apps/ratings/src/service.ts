import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, RatingsServiceService } from '@killrvideo/proto/ratings';
import { publishing, serviceModule, tables } from '@killrvideo/runtime';

import { followByMirror } from './domain/follow-by-mirror';
import { ratingBatches } from './domain/rating-batches';
import { ratingsUseCases } from './domain/ratings-use-cases';
import { ratingEvents } from './events/rating-events';
import { ratingsHandlers } from './grpc/ratings-handlers';
import schema from './schema.cql';
import { cassandraMirror } from './storage/cassandra-mirror';
import { cassandraRatingHistory } from './storage/cassandra-rating-history';
import { cassandraRatingStore } from './storage/cassandra-rating-store';

/** How many stars people give to videos. */
export const ratings = serviceModule({
  name: 'ratings',
  needs: { cassandra: tables(schema), publisher: publishing },
  compose: ({ cassandra, publisher, metrics, log }) => {
    const store = cassandraRatingStore(cassandra);
    const mirror = followByMirror(cassandraMirror(cassandra), log);
    const batches = ratingBatches(store, mirror);
    const publish = publisher(ratingEvents(batches, cassandraRatingHistory(cassandra)));
    const handlers = ratingsHandlers(ratingsUseCases(store, batches, publish));
    metrics.gauge({
      ...{ name: 'batches', help: 'Batches under way, one a video' },
      read: () => batches.load().batches,
    });
    metrics.gauge({
      ...{ name: 'waiting', help: 'Ratings that wait for the next batch of their video' },
      read: () => batches.load().waiting,
    });
    metrics.gauge({
      ...{ name: 'mirror_waiting', help: 'Videos whose counters wait to follow their ratings' },
      read: () => mirror.waiting(),
    });
    return {
      services: [grpcService(RatingsServiceService, handlers, { descriptorSet })],
      parts: [{ name: 'the mirror of ratings', start: () => {}, stop: () => mirror.flush() }],
    };
  },
});
