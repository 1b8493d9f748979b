import {
  BEFORE_ALL_TOKENS,
  bigintColumn,
  idempotent,
  RING_LENGTH,
  untilKnown,
  uuidColumn,
  type Cassandra,
} from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { MirrorAudit, VideosPage } from '../domain/mirror-audit';
import { cassandraMirror, mirroredSum } from './cassandra-mirror';
import { cassandraRatingStore } from './cassandra-rating-store';

/** Partitions in the order of the ring. */
const SELECT_VIDEOS = idempotent(
  'SELECT DISTINCT videoid, token(videoid) AS place FROM video_ratings_by_user WHERE token(videoid) > ? LIMIT ?',
);
/** The time of a conditional write is that of its ballot, which grows with every change of the partition. */
const SELECT_SUM = idempotent(
  'SELECT DISTINCT videoid, ratings_count, ratings_total, writetime(ratings_count) AS changed ' +
    'FROM video_ratings_by_user WHERE videoid = ?',
);

const VIDEOS_A_PAGE = 200;

/** All videos of `video_ratings_by_user`, and the counters of `video_ratings` beside them. */
export function cassandraMirrorAudit(cassandra: Cassandra): MirrorAudit {
  const store = cassandraRatingStore(cassandra);
  return {
    startingPoint: (videoId, call) => store.startingPoint(videoId, call),
    change: (change, call) => store.change(change, call),
    ...cassandraMirror(cassandra),
    mirrored: (videoId, call) => mirroredSum(cassandra, videoId, call),

    async *videos(callOfPage) {
      for (let from = BEFORE_ALL_TOKENS; ;) {
        const rows = await rowsAfter(from, callOfPage());
        const last = rows.at(-1);
        from = last === undefined ? from : bigintColumn(last, 'place');
        const isLast = rows.length < VIDEOS_A_PAGE;
        const share = isLast ? 1 : Number(from - BEFORE_ALL_TOKENS) / Number(RING_LENGTH);
        const videoIds = rows.flatMap((row) => uuidColumn(row, 'videoid') ?? []);
        yield { videoIds, share } satisfies VideosPage;
        if (isLast) return;
      }
    },

    async keptSum(videoId, call) {
      const [row] = await cassandra.rows(SELECT_SUM, [videoId], call);
      if (row?.['ratings_count'] == null) return undefined;
      return {
        count: bigintColumn(row, 'ratings_count'),
        total: bigintColumn(row, 'ratings_total'),
        changedAt: Number(bigintColumn(row, 'changed') / 1000n), // microseconds
      };
    },
  };

  /** A page of a long scan is worth asking for again. */
  function rowsAfter(place: bigint, call: CallContext) {
    return untilKnown(call, () => cassandra.rows(SELECT_VIDEOS, [place, VIDEOS_A_PAGE], call));
  }
}
