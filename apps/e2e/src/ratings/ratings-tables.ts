import type { types } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';

/** Number and sum of ratings, as texts, so that the driver's numbers compare. */
export type Sum = readonly [count: string, total: string];

/** The tables of the ratings service, straight from Cassandra, and written as other backends write them. */
export interface RatingsTables {
  cql(text: string, params?: readonly unknown[]): Promise<types.ResultSet>;
  /** The stars of every user who rated the video. */
  starsOf(videoId: string): Promise<ReadonlyMap<string, number>>;
  /** The sum of the users' rows. */
  sumOfRows(videoId: string): Promise<Sum>;
  /** The counters that other tools read. */
  mirror(videoId: string): Promise<Sum>;
  /** A row as an older backend leaves it: it knows no kept sum. */
  rowByOthers(videoId: string, userId: string, stars: number | null): Promise<void>;
  /** Adds to the counters as older backends do. */
  countersByOthers(videoId: string, count: number, total: number): Promise<void>;
  close(): Promise<void>;
}

export async function ratingsTables(): Promise<RatingsTables> {
  const client = await cassandraOf();
  const cql: RatingsTables['cql'] = (text, params = []) =>
    client.execute(text, [...params], { prepare: true, fetchSize: 5000 });
  const starsOf: RatingsTables['starsOf'] = async (videoId) => {
    const { rows } = await cql('SELECT userid, rating FROM video_ratings_by_user WHERE videoid = ?', [
      videoId,
    ]);
    return new Map(
      rows.flatMap((row): [string, number][] => {
        const [userId, stars] = [row['userid'] as types.Uuid | null, row['rating'] as number | null];
        return userId === null || stars === null ? [] : [[userId.toString(), stars]];
      }),
    );
  };
  return {
    cql,
    starsOf,
    async sumOfRows(videoId) {
      const stars = [...(await starsOf(videoId)).values()];
      return [String(stars.length), String(stars.reduce((sum, each) => sum + each, 0))];
    },
    async mirror(videoId) {
      const { rows } = await cql('SELECT rating_counter, rating_total FROM video_ratings WHERE videoid = ?', [
        videoId,
      ]);
      return [String(rows[0]?.['rating_counter'] ?? 0), String(rows[0]?.['rating_total'] ?? 0)];
    },
    async rowByOthers(videoId, userId, stars) {
      await cql('INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, ?)', [
        videoId,
        userId,
        stars,
      ]);
    },
    async countersByOthers(videoId, count, total) {
      await cql(
        'UPDATE video_ratings SET rating_counter = rating_counter + ?, rating_total = rating_total + ? WHERE videoid = ?',
        [count, total, videoId],
      );
    },
    close: () => client.shutdown(),
  };
}
