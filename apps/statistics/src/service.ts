import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, StatisticsServiceService } from '@killrvideo/proto/statistics';
import { serviceModule, tables } from '@killrvideo/runtime';

import { statisticsUseCases } from './domain/statistics-use-cases';
import { statisticsHandlers } from './grpc/statistics-handlers';
import schema from './schema.cql';
import { cassandraPlayStore } from './storage/cassandra-play-store';

/** How often videos are played. */
export const statistics = serviceModule({
  name: 'statistics',
  needs: { cassandra: tables(schema) },
  compose: ({ cassandra }) => {
    const store = cassandraPlayStore(cassandra);
    const handlers = statisticsHandlers(statisticsUseCases(store));
    return { services: [grpcService(StatisticsServiceService, handlers, { descriptorSet })] };
  },
});
