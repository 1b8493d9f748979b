import {
  bigintColumn,
  conditional,
  idempotent,
  intColumn,
  uuidColumn,
  type Cassandra,
  type Row,
  type Write,
} from '@killrvideo/cassandra';

import type { StandingRating } from '../domain/rating';
import type { Change, RatingStore, Standing } from '../domain/rating-store';
import { NO_RATINGS, type RatingSum } from '../domain/rating-sum';
import { mirroredSum } from './cassandra-mirror';

/** DISTINCT: a static column of a video has a row also where none of the users asked for has one. */
const SELECT_SUM = idempotent(
  'SELECT DISTINCT videoid, ratings_count, ratings_total FROM video_ratings_by_user WHERE videoid = ?',
);
/** Not `count(*)`: a row may lack its rating. As bigint: the sum of ints is an int, and what other tools wrote may be large. */
const SELECT_SUM_OF_ROWS = idempotent(
  'SELECT count(rating) AS rows_count, sum(CAST(rating AS bigint)) AS rows_total FROM video_ratings_by_user WHERE videoid = ?',
);
const SELECT_STARS = idempotent('SELECT rating FROM video_ratings_by_user WHERE videoid = ? AND userid = ?');
const SELECT_STARS_AND_SUM = idempotent(
  'SELECT userid, rating, rated_at, ratings_count, ratings_total FROM video_ratings_by_user WHERE videoid = ? AND userid IN ?',
);

/** A condition on null holds for a row that is not there and for one that lacks its rating, or its time. */
const UPDATE_RATING = conditional(
  'UPDATE video_ratings_by_user SET rating = ?, rated_at = ? WHERE videoid = ? AND userid = ? ' +
    'IF rating = ? AND rated_at = ?',
);
const UPDATE_SUM = conditional(
  'UPDATE video_ratings_by_user SET ratings_count = ?, ratings_total = ? WHERE videoid = ? ' +
    'IF ratings_count = ? AND ratings_total = ?',
);

/**
 * Ratings and their sum in one partition a video: rows and static columns, which one conditional batch changes
 * together. These columns are written in no other way, since plain and conditional writes of one cell have different
 * clocks and hide each other.
 */
export function cassandraRatingStore(cassandra: Cassandra): RatingStore {
  return {
    // Plain reads: what was acknowledged is in every quorum. A change that is under way may be missing, but who builds
    // on that is refused.
    async keptSum(videoId, call) {
      return sumIn(await cassandra.rows(SELECT_SUM, [videoId], call));
    },

    async startingPoint(videoId, call) {
      const [rows, mirrored] = await Promise.all([
        cassandra.rows(SELECT_SUM_OF_ROWS, [videoId], call),
        mirroredSum(cassandra, videoId, call),
      ]);
      const [row] = rows;
      if (row !== undefined && bigintColumn(row, 'rows_count') > 0n) {
        const sum = { count: bigintColumn(row, 'rows_count'), total: bigintColumn(row, 'rows_total') };
        return { sum, mirrored };
      }
      // Counters that drifted below one rating say nothing.
      return { sum: mirrored.count > 0n ? mirrored : NO_RATINGS, mirrored };
    },

    async starsOf(videoId, userId, call) {
      const [row] = await cassandra.rows(SELECT_STARS, [videoId, userId], call);
      return row === undefined ? undefined : starsIn(row);
    },

    async settled(videoId, userIds, call) {
      const users = await cassandra.rowsSerially(SELECT_STARS_AND_SUM, [videoId, userIds], call);
      // Without a row of any of the users there is none to show the static columns.
      const sums = users.length > 0 ? users : await cassandra.rowsSerially(SELECT_SUM, [videoId], call);
      return { ...standingIn(users), sum: sumIn(sums) };
    },

    async change(change, call) {
      const outcome = await cassandra.writeIf(writesOf(change), call);
      return outcome.applied ? outcome : { applied: false, standing: standingIn(outcome.rows) };
    },
  };
}

function writesOf({ videoId, ratings, sum: { from, to } }: Change): Write[] {
  return [
    ...ratings.map(({ userId, from: standing, to: given }) => ({
      statement: UPDATE_RATING,
      params: [
        ...[given.stars, given.ratedAt, videoId, userId],
        ...[standing?.stars ?? null, standing?.ratedAt ?? null],
      ],
    })),
    {
      statement: UPDATE_SUM,
      params: [to.count, to.total, videoId, from?.count ?? null, from?.total ?? null],
    },
  ];
}

/** A refusal has a row for each user of the batch that has one, the sum in each; or one row with the sum alone. */
function standingIn(rows: readonly Row[]): Standing {
  const given = new Map<string, StandingRating>();
  for (const row of rows) {
    const userId = uuidColumn(row, 'userid');
    if (userId !== undefined) given.set(userId, { stars: starsIn(row), ratedAt: ratedAtIn(row) });
  }
  return { sum: sumIn(rows), given };
}

/** Null, or not there at all, while only other backends have written the video. */
function sumIn([row]: readonly Row[]): RatingSum | undefined {
  if (row?.['ratings_count'] == null) return undefined;
  return { count: bigintColumn(row, 'ratings_count'), total: bigintColumn(row, 'ratings_total') };
}

function starsIn(row: Row): number | undefined {
  return row['rating'] == null ? undefined : intColumn(row, 'rating');
}

function ratedAtIn(row: Row): bigint | undefined {
  return row['rated_at'] == null ? undefined : bigintColumn(row, 'rated_at');
}
