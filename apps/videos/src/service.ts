import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, VideoCatalogServiceService } from '@killrvideo/proto/video-catalog';
import { serviceModule, signedPaging, tables } from '@killrvideo/runtime';

import { strictlyIncreasing } from './domain/strictly-increasing';
import { videosUseCases } from './domain/videos-use-cases';
import { videosHandlers } from './grpc/videos-handlers';
import schema from './schema.cql';
import { cassandraVideoStore } from './storage/cassandra-video-store';

/** The catalogue of videos. */
export const videos = serviceModule({
  name: 'videos',
  needs: { cassandra: tables(schema), pagingKeys: signedPaging },
  compose: ({ cassandra, pagingKeys }) => {
    const store = cassandraVideoStore(cassandra, pagingKeys, Date.now);
    const handlers = videosHandlers(videosUseCases(store, strictlyIncreasing(Date.now)));
    return { services: [grpcService(VideoCatalogServiceService, handlers, { descriptorSet })] };
  },
});
