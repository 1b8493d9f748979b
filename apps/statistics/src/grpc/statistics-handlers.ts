import type { Handlers } from '@killrvideo/grpc';
import type { StatisticsServiceService } from '@killrvideo/proto/statistics';

import type { GetNumberOfPlays } from '../domain/get-number-of-plays';
import type { RecordPlaybackStarted } from '../domain/record-playback-started';

/** What the statistics service can do. */
export interface StatisticsUseCases {
  readonly recordPlaybackStarted: (command: RecordPlaybackStarted) => Promise<void>;
  readonly getNumberOfPlays: (query: GetNumberOfPlays) => Promise<bigint[]>;
}

/** killrvideo.statistics.StatisticsService: converts requests and responses, nothing else. */
export function statisticsHandlers(
  statistics: StatisticsUseCases,
): Handlers<typeof StatisticsServiceService> {
  return {
    recordPlaybackStarted: async (request) => {
      await statistics.recordPlaybackStarted({ videoId: request.videoId?.value });
      return {};
    },

    getNumberOfPlays: async (request) => {
      const plays = await statistics.getNumberOfPlays({ videoIds: request.videoIds.map((id) => id.value) });
      return { stats: request.videoIds.map((videoId, index) => ({ videoId, views: plays[index] ?? 0n })) };
    },
  };
}
