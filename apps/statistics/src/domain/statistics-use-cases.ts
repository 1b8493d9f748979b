import type { PlayStore } from './play-store';
import { getNumberOfPlays } from './get-number-of-plays';
import { recordPlaybackStarted } from './record-playback-started';

/** All that the statistics service can do, each use case named for its rpc. */
export function statisticsUseCases(store: PlayStore) {
  return {
    recordPlaybackStarted: recordPlaybackStarted(store),
    getNumberOfPlays: getNumberOfPlays(store),
  };
}

export type StatisticsUseCases = ReturnType<typeof statisticsUseCases>;
