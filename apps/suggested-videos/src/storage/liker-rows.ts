import {
  bigintColumn,
  idempotent,
  intColumn,
  uuidColumn,
  type Cassandra,
  type Write,
} from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { Liker } from '../domain/likes-store';
import { isLike, type RatingAsOf } from '../domain/rating';
import { placeAmongLikers, placeOfShare, shareOf } from './place-among-likers';

const INSERT = idempotent(
  'INSERT INTO suggested_videos_likers (videoid, place, userid) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const DELETE = idempotent(
  'DELETE FROM suggested_videos_likers USING TIMESTAMP ? WHERE videoid = ? AND place = ? AND userid = ?',
);
const SELECT = idempotent('SELECT place, userid FROM suggested_videos_likers WHERE videoid = ? LIMIT ?');
const SELECT_BEHIND = idempotent(
  'SELECT place, userid FROM suggested_videos_likers WHERE videoid = ? AND (place, userid) > (?, ?) LIMIT ?',
);
const SELECT_LIKER = idempotent(
  'SELECT userid FROM suggested_videos_likers WHERE videoid = ? AND place = ? AND userid = ?',
);
const INSERT_COUNT = idempotent(
  'INSERT INTO suggested_videos_likers (videoid, likers) VALUES (?, ?) USING TIMESTAMP ?',
);
const SELECT_COUNTS = idempotent(
  'SELECT DISTINCT videoid, likers FROM suggested_videos_likers WHERE videoid IN ?',
);

export function likerWrite(rating: RatingAsOf): Write {
  const { userId, videoId, at } = rating;
  return isLike(rating)
    ? { statement: INSERT, params: [videoId, placeAmongLikers(videoId, userId), userId, at] }
    : likerDelete(rating, at);
}

export function likerDelete({ userId, videoId }: RatingAsOf, at: bigint): Write {
  return { statement: DELETE, params: [at, videoId, placeAmongLikers(videoId, userId), userId] };
}

export async function likersOf(
  cassandra: Cassandra,
  videoId: string,
  after: Liker | undefined,
  limit: number,
  call: CallContext,
): Promise<Liker[]> {
  const rows = await (after === undefined
    ? cassandra.rows(SELECT, [videoId, limit], call)
    : cassandra.rows(SELECT_BEHIND, [videoId, placeOfShare(after.place), after.userId, limit], call));
  // A video without likers may have a row, of their number alone.
  return rows.flatMap((row) => {
    const userId = uuidColumn(row, 'userid');
    return userId === undefined ? [] : [{ userId, place: shareOf(bigintColumn(row, 'place')) }];
  });
}

export async function isLikerRow(
  cassandra: Cassandra,
  { userId, videoId }: Pick<RatingAsOf, 'userId' | 'videoId'>,
  call: CallContext,
): Promise<boolean> {
  const key = [videoId, placeAmongLikers(videoId, userId), userId];
  return (await cassandra.rows(SELECT_LIKER, key, call)).length > 0;
}

export function countWrite(videoId: string, likers: number, at: bigint): Write {
  return { statement: INSERT_COUNT, params: [videoId, likers, at] };
}

export async function countsOf(
  cassandra: Cassandra,
  videoIds: readonly string[],
  call: CallContext,
): Promise<Map<string, number>> {
  if (videoIds.length === 0) return new Map();
  const rows = await cassandra.rows(SELECT_COUNTS, [videoIds], call);
  return new Map(rows.map((row) => [uuidColumn(row, 'videoid') ?? '', intColumn(row, 'likers')]));
}
