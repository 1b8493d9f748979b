import type { Handlers } from '@killrvideo/grpc';
import type { RatingsServiceService } from '@killrvideo/proto/ratings';

import type { RatingsUseCases } from '../domain/ratings-use-cases';

/** killrvideo.ratings.RatingsService: converts requests and responses, nothing else. */
export function ratingsHandlers(ratings: RatingsUseCases): Handlers<typeof RatingsServiceService> {
  return {
    rateVideo: async (request, call) => {
      await ratings.rateVideo(
        { videoId: request.videoId?.value, userId: request.userId?.value, rating: request.rating },
        call,
      );
      return {};
    },

    getRating: async (request, call) => {
      const { count, total } = await ratings.getRating({ videoId: request.videoId?.value }, call);
      return { videoId: request.videoId, ratingsCount: count, ratingsTotal: total };
    },

    getUserRating: async (request, call) => {
      const stars = await ratings.getUserRating(
        { videoId: request.videoId?.value, userId: request.userId?.value },
        call,
      );
      return { videoId: request.videoId, userId: request.userId, rating: stars };
    },
  };
}
