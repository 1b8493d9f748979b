import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, SearchServiceService } from '@killrvideo/proto/search';
import { VideoCatalogServiceService } from '@killrvideo/proto/video-catalog';
import { client, projecting, serviceModule, signedPaging, tables } from '@killrvideo/runtime';

import { catalogueOfVideos } from './clients/catalogue-of-videos';
import { indexUseCases } from './domain/index-use-cases';
import { searchUseCases } from './domain/search-use-cases';
import { searchListeners } from './events/search-listeners';
import { searchHandlers } from './grpc/search-handlers';
import schema from './schema.cql';
import { cassandraIndexAudit } from './storage/cassandra-index-audit';
import { cassandraIndexStore } from './storage/cassandra-index-store';
import { searchVariables } from './variables';

/** Finds videos by their words, and completes what is typed. */
export const search = serviceModule({
  name: 'search',
  needs: {
    cassandra: tables(schema),
    pagingKeys: signedPaging,
    videos: client(VideoCatalogServiceService),
    listen: projecting,
  },
  variables: searchVariables,
  compose: ({ cassandra, pagingKeys, videos, listen, variables }) => {
    const index = cassandraIndexStore(cassandra);
    const useCases = searchUseCases({
      index,
      catalogue: catalogueOfVideos(videos),
      states: pagingKeys,
      correctsTyping: variables.typingMistakes === 'corrected',
    });
    listen(searchListeners(indexUseCases(index, cassandraIndexAudit(cassandra))));
    return { services: [grpcService(SearchServiceService, searchHandlers(useCases), { descriptorSet })] };
  },
});
