import {
  bigintColumn,
  idempotent,
  intColumn,
  uuidColumn,
  type Cassandra,
  type Row,
  type Write,
} from '@killrvideo/cassandra';
import { concurrently, portionsOf, type CallContext } from '@killrvideo/core';

import { isLike, type RatingAsOf } from '../domain/rating';

const INSERT_RATING = idempotent(
  'INSERT INTO suggested_videos_ratings (userid, videoid, rating, rated_at) VALUES (?, ?, ?, ?) USING TIMESTAMP ?',
);
const DELETE_RATING = idempotent(
  'DELETE FROM suggested_videos_ratings USING TIMESTAMP ? WHERE userid = ? AND videoid = ?',
);
const SELECT_RATINGS = idempotent(
  'SELECT videoid, rating, rated_at FROM suggested_videos_ratings WHERE userid = ? AND videoid IN ?',
);
const INSERT_LIKE = idempotent(
  'INSERT INTO suggested_videos_likes (userid, rated_at, videoid, rating) VALUES (?, ?, ?, ?) USING TIMESTAMP ?',
);
const DELETE_LIKE = idempotent(
  'DELETE FROM suggested_videos_likes USING TIMESTAMP ? WHERE userid = ? AND rated_at = ? AND videoid = ?',
);
const SELECT_LIKES = idempotent(
  'SELECT userid, rated_at, videoid, rating FROM suggested_videos_likes WHERE userid IN ? PER PARTITION LIMIT ?',
);

/** Of 5,000 rows that come at most. */
const MOST_ROWS = 4000;
const READS_AT_ONCE = 4;

export function ratingWrite({ userId, videoId, stars, at }: RatingAsOf): Write {
  return { statement: INSERT_RATING, params: [userId, videoId, stars, at, at] };
}

export function ratingDelete({ userId, videoId }: RatingAsOf, at: bigint): Write {
  return { statement: DELETE_RATING, params: [at, userId, videoId] };
}

/** What the list of the user's likes has of a rating: the like, or nothing. A rating that was replaced never comes back. */
export function likeWrite(rating: RatingAsOf): Write {
  const { userId, videoId, stars, at } = rating;
  return isLike(rating)
    ? { statement: INSERT_LIKE, params: [userId, at, videoId, stars, at] }
    : likeDelete(rating);
}

export function likeDelete({ userId, videoId, at }: RatingAsOf): Write {
  return { statement: DELETE_LIKE, params: [at, userId, at, videoId] };
}

export async function ratingsOf(
  cassandra: Cassandra,
  userId: string,
  videoIds: readonly string[],
  call: CallContext,
): Promise<RatingAsOf[]> {
  if (videoIds.length === 0) return [];
  const rows = await cassandra.rows(SELECT_RATINGS, [userId, videoIds], call);
  return rows.map((row) => ratingOf(row, userId));
}

export async function newestLikes(
  cassandra: Cassandra,
  userIds: readonly string[],
  limit: number,
  call: CallContext,
): Promise<Map<string, RatingAsOf[]>> {
  const likes = new Map<string, RatingAsOf[]>(userIds.map((userId) => [userId, []]));
  const usersAtOnce = Math.max(1, Math.floor(MOST_ROWS / limit));
  await concurrently(portionsOf([...likes.keys()], usersAtOnce), READS_AT_ONCE, async (portion) => {
    for (const row of await cassandra.rows(SELECT_LIKES, [portion, limit], call)) {
      const userId = uuidColumn(row, 'userid') ?? '';
      likes.get(userId)?.push(ratingOf(row, userId));
    }
  });
  return likes;
}

function ratingOf(row: Row, userId: string): RatingAsOf {
  return {
    userId,
    videoId: uuidColumn(row, 'videoid') ?? '',
    stars: intColumn(row, 'rating'),
    at: bigintColumn(row, 'rated_at'),
  };
}
