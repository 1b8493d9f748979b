import { RatingsServiceService, type RateVideoRequest } from '@killrvideo/proto/ratings';

import { bare, serveBare } from './serve-bare';

const SELECT_SUM =
  'SELECT DISTINCT videoid, ratings_count, ratings_total FROM video_ratings_by_user WHERE videoid = ?';
const UPDATE_STARS =
  'UPDATE video_ratings_by_user SET rating = ? WHERE videoid = ? AND userid = ? IF rating = ?';
const UPDATE_SUM =
  'UPDATE video_ratings_by_user SET ratings_count = ?, ratings_total = ? WHERE videoid = ? ' +
  'IF ratings_count = ? AND ratings_total = ?';
const MIRROR =
  'UPDATE video_ratings SET rating_counter = rating_counter + ?, rating_total = rating_total + ? WHERE videoid = ?';

/** First ratings by new users of videos that others have rated, one at a time for each video: nothing to correct. */
void serveBare(RatingsServiceService, (cassandra) => ({
  rateVideo: bare(async ({ videoId, userId, rating }: RateVideoRequest) => {
    const { rows } = await cassandra.execute(SELECT_SUM, [videoId?.value], { isIdempotent: true });
    const count = rows[0]?.['ratings_count'] as bigint;
    const total = rows[0]?.['ratings_total'] as bigint;
    const result = await cassandra.batch(
      [
        { query: UPDATE_STARS, params: [rating, videoId?.value, userId?.value, null] },
        { query: UPDATE_SUM, params: [count + 1n, total + BigInt(rating), videoId?.value, count, total] },
      ],
      { logged: false },
    );
    if (!result.wasApplied()) throw new Error('refused');
    await cassandra.execute(MIRROR, [1n, BigInt(rating), videoId?.value]);
    return {};
  }),
}));
