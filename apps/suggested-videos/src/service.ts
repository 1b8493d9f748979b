import { grpcService } from '@killrvideo/grpc';
import { descriptorSet, SuggestedVideoServiceService } from '@killrvideo/proto/suggested-videos';
import { VideoCatalogServiceService } from '@killrvideo/proto/video-catalog';
import { client, projecting, serviceModule, signedPaging, tables } from '@killrvideo/runtime';

import { catalogueOfVideos } from './clients/catalogue-of-videos';
import { factsUseCases } from './domain/facts-use-cases';
import { notingRecommended } from './domain/note-recommended';
import { suggestedVideosUseCases } from './domain/suggested-videos-use-cases';
import { suggestedVideosListeners } from './events/suggested-videos-listeners';
import { suggestedVideosHandlers } from './grpc/suggested-videos-handlers';
import schema from './schema.cql';
import { cassandraFactsStore } from './storage/cassandra-facts-store';
import { cassandraRecommendations } from './storage/cassandra-recommendations';

/** Videos that go well with a video, or with a user. */
export const suggestedVideos = serviceModule({
  name: 'suggested-videos',
  needs: {
    cassandra: tables(schema),
    pagingKeys: signedPaging,
    videos: client(VideoCatalogServiceService),
    listen: projecting,
  },
  compose: ({ cassandra, pagingKeys, videos, listen, log }) => {
    const recommended = notingRecommended(cassandraRecommendations(cassandra), log);
    const facts = cassandraFactsStore(cassandra);
    const useCases = suggestedVideosUseCases({
      ...facts,
      catalogue: catalogueOfVideos(videos),
      states: pagingKeys,
      noteRecommended: recommended.note,
    });
    listen(suggestedVideosListeners(factsUseCases(facts)));
    return {
      services: [
        grpcService(SuggestedVideoServiceService, suggestedVideosHandlers(useCases), { descriptorSet }),
      ],
      parts: [{ name: 'the recommendations', start: () => {}, stop: () => recommended.flush() }],
    };
  },
});
