import { bigintColumn, idempotent, notIdempotent, type Cassandra } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { Mirror } from '../domain/rating-store';
import { NO_RATINGS, type RatingSum } from '../domain/rating-sum';

/** A counter update sent twice counts twice, so the driver must never repeat it. */
const ADD = notIdempotent(
  'UPDATE video_ratings SET rating_counter = rating_counter + ?, rating_total = rating_total + ? WHERE videoid = ?',
);

const SELECT = idempotent('SELECT rating_counter, rating_total FROM video_ratings WHERE videoid = ?');

/** Number and sum of a video's ratings in two counters of one row, as other KillrVideo tools read them. */
export function cassandraMirror(cassandra: Pick<Cassandra, 'write'>): Mirror {
  return {
    add: (videoId, { count, total }, call) =>
      cassandra.write({ statement: ADD, params: [count, total, videoId] }, call),
  };
}

/** What the counters say of a video; zeros where they say nothing. */
export async function mirroredSum(
  cassandra: Pick<Cassandra, 'rows'>,
  videoId: string,
  call: CallContext,
): Promise<RatingSum> {
  const [row] = await cassandra.rows(SELECT, [videoId], call);
  if (row === undefined) return NO_RATINGS;
  return { count: bigintColumn(row, 'rating_counter'), total: bigintColumn(row, 'rating_total') };
}
