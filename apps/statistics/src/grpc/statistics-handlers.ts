import type { Handlers } from '@killrvideo/grpc';
import type { StatisticsServiceService } from '@killrvideo/proto/statistics';

import type { StatisticsUseCases } from '../domain/statistics-use-cases';

/** killrvideo.statistics.StatisticsService: converts requests and responses, nothing else. */
export function statisticsHandlers(
  statistics: StatisticsUseCases,
): Handlers<typeof StatisticsServiceService> {
  return {
    recordPlaybackStarted: async (request, call) => {
      await statistics.recordPlaybackStarted({ videoId: request.videoId?.value }, call);
      return {};
    },

    getNumberOfPlays: async (request, call) => {
      const plays = await statistics.getNumberOfPlays(
        { videoIds: request.videoIds.map((id) => id.value) },
        call,
      );
      return { stats: request.videoIds.map((videoId, index) => ({ videoId, views: plays[index] ?? 0n })) };
    },
  };
}
