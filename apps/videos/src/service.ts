import { strictlyIncreasing } from '@killrvideo/core';
import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, VideoCatalogServiceService } from '@killrvideo/proto/video-catalog';
import { publishing, serviceModule, signedPaging, tables } from '@killrvideo/runtime';

import { videosUseCases } from './domain/videos-use-cases';
import { videoEvents } from './events/video-events';
import { videosHandlers } from './grpc/videos-handlers';
import schema from './schema.cql';
import { cassandraVideoHistory } from './storage/cassandra-video-history';
import { cassandraVideoStore } from './storage/cassandra-video-store';

/** The catalogue of videos. */
export const videos = serviceModule({
  name: 'videos',
  needs: { cassandra: tables(schema), pagingKeys: signedPaging, publisher: publishing },
  compose: ({ cassandra, pagingKeys, publisher }) => {
    const store = cassandraVideoStore(cassandra, pagingKeys, Date.now);
    const publish = publisher(videoEvents(store, cassandraVideoHistory(cassandra)));
    const handlers = videosHandlers(videosUseCases(store, publish, strictlyIncreasing(Date.now)));
    return { services: [grpcService(VideoCatalogServiceService, handlers, { descriptorSet })] };
  },
});
