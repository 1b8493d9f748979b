import { bigintColumn, idempotent, notIdempotent, type Cassandra } from '@killrvideo/cassandra';

import type { PlayStore } from '../domain/play-store';

/** A counter update is no upsert: sent twice it counts twice, so the driver must never repeat it. */
const COUNT_PLAY = notIdempotent('UPDATE video_playback_stats SET views = views + 1 WHERE videoid = ?');

/** One partition a statement: each goes straight to a node that has it, which an IN over many would not. */
const SELECT_PLAYS = idempotent('SELECT views FROM video_playback_stats WHERE videoid = ?');

/** Plays in one counter a video. */
export function cassandraPlayStore(cassandra: Cassandra): PlayStore {
  return {
    countPlay: (videoId, call) => cassandra.write({ statement: COUNT_PLAY, params: [videoId] }, call),

    async playsOf(videoIds, call) {
      const plays = await Promise.all(
        [...videoIds].map(async (videoId): Promise<[string, bigint]> => {
          const [row] = await cassandra.rows(SELECT_PLAYS, [videoId], call);
          return [videoId, row === undefined ? 0n : bigintColumn(row, 'views')];
        }),
      );
      return new Map(plays);
    },
  };
}
