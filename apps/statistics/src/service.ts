import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, StatisticsServiceService } from '@killrvideo/proto/statistics';
import type { ServiceModule } from '@killrvideo/runtime';

import { statisticsUseCases } from './domain/statistics-use-cases';
import { statisticsHandlers } from './grpc/statistics-handlers';
import schema from './schema.cql';
import { cassandraPlayStore } from './storage/cassandra-play-store';

/** How often videos are played. */
export const statistics: ServiceModule = {
  name: 'statistics',
  schema,
  compose: ({ cassandra }) => {
    const store = cassandraPlayStore(cassandra);
    const handlers = statisticsHandlers(statisticsUseCases(store));
    return [grpcService(StatisticsServiceService, handlers, { descriptorSet })];
  },
};
