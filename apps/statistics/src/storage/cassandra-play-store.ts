import { bigintColumn, idempotent, notIdempotent, rowOfEach, type Cassandra } from '@killrvideo/cassandra';

import type { PlayStore } from '../domain/play-store';

/** A counter update is no upsert: sent twice it counts twice, so the driver must never repeat it. */
const COUNT_PLAY = notIdempotent('UPDATE video_playback_stats SET views = views + 1 WHERE videoid = ?');

const SELECT_PLAYS = idempotent('SELECT views FROM video_playback_stats WHERE videoid = ?');

/** Plays in one counter a video. */
export function cassandraPlayStore(cassandra: Cassandra): PlayStore {
  return {
    countPlay: (videoId, call) => cassandra.write({ statement: COUNT_PLAY, params: [videoId] }, call),

    async playsOf(videoIds, call) {
      const rows = await rowOfEach(cassandra, SELECT_PLAYS, videoIds, call);
      return new Map([...rows].map(([videoId, row]) => [videoId, bigintColumn(row, 'views')]));
    },
  };
}
