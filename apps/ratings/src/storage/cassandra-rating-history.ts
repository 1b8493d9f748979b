import {
  bigintColumn,
  idempotent,
  intColumn,
  uuidColumn,
  walkPosition,
  walkTable,
  type Cassandra,
  type Row,
  type TableWalk,
} from '@killrvideo/cassandra';
import { checked, NIL_UUID, type Fact, type History, type HistoryRow } from '@killrvideo/core';

import type { Rating } from '../domain/rating';
import type { RatingEvent } from '../domain/rating-event';

const SELECT =
  'SELECT videoid, userid, rating, rated_at, writetime(rating) AS rating_written, writetime(rated_at) AS rated_at_written ' +
  'FROM video_ratings_by_user';
const RATINGS: TableWalk = {
  fromStart: idempotent(`${SELECT} WHERE token(videoid) > ? LIMIT ?`),
  restOfPartition: idempotent(`${SELECT} WHERE videoid = ? AND userid > ? LIMIT ?`),
  otherPartitions: idempotent(`${SELECT} WHERE token(videoid) > token(?) LIMIT ?`),
};
const SELECT_ONE = idempotent(`${SELECT} WHERE videoid = ? AND userid = ?`);

/**
 * The ratings that stand, whoever has written them: videos in the order of the ring, those of one by user. A position is
 * within a video, which may have millions of ratings.
 */
export function cassandraRatingHistory(cassandra: Pick<Cassandra, 'rows'>): History<RatingEvent> {
  return {
    async page(position, limit, call) {
      const rows = await walkTable(cassandra, RATINGS, position, limit, call);
      return rows.map(historyRowOf);
    },
    async factOf(aggregate, call) {
      const [videoId, userId] = aggregate.split(' ');
      const params = checked((field) => [
        field.uuid('the video of an aggregate', videoId),
        field.uuid('the user of an aggregate', userId),
      ]);
      const [row] = await cassandra.rows(SELECT_ONE, params, call);
      return row && historyRowOf(row).fact;
    },
  };
}

/** A video without ratings may have a row, of its sum alone, and without a user. */
function historyRowOf(row: Row): HistoryRow<RatingEvent> {
  const rating: Rating = {
    videoId: uuidColumn(row, 'videoid') ?? NIL_UUID,
    userId: uuidColumn(row, 'userid') ?? NIL_UUID,
    stars: intColumn(row, 'rating'),
  };
  return { position: walkPosition(rating.videoId, rating.userId), fact: factIn(row, rating) };
}

function factIn(row: Row, rating: Rating): Fact<RatingEvent> | undefined {
  if (row['rating'] == null) return undefined;
  return { happened: { kind: 'user-rated-video', rating }, at: givenAt(row) };
}

/** As the service has noted it together with the rating; of one that another tool has written since then its write time. */
function givenAt(row: Row): bigint {
  const [written, notedAt] = [bigintColumn(row, 'rating_written'), bigintColumn(row, 'rated_at_written')];
  return row['rated_at'] != null && notedAt === written ? bigintColumn(row, 'rated_at') : written;
}
