import { BEFORE_ALL_TOKENS, bigintColumn, idempotent, type Cassandra, type Row } from '@killrvideo/cassandra';
import { checked, type Fact, type History } from '@killrvideo/core';

import type { YouTubeVideoAdded } from '../domain/video-event';
import { isMereClaim, VIDEO_COLUMNS, videoOf } from './video-row';

/** All but the key; a set has a write time for each of its elements. */
const REGULAR_COLUMNS = VIDEO_COLUMNS.split(', ').filter((column) => column !== 'videoid');
const SELECT =
  `SELECT ${VIDEO_COLUMNS}, token(videoid) AS place, ` +
  REGULAR_COLUMNS.map((column) => `maxwritetime(${column}) AS ${column}_at`).join(', ') +
  ' FROM videos';
const SELECT_PAGE = idempotent(`${SELECT} WHERE token(videoid) > ? LIMIT ?`);
const SELECT_ONE = idempotent(`${SELECT} WHERE videoid = ?`);

/** The YouTube videos that stand in the catalogue, whoever has written them, in the order of the ring. */
export function cassandraVideoHistory(cassandra: Pick<Cassandra, 'rows'>): History<YouTubeVideoAdded> {
  return {
    async page(position, limit, call) {
      const place = position === undefined ? BEFORE_ALL_TOKENS : BigInt(position);
      const rows = await cassandra.rows(SELECT_PAGE, [place, limit], call);
      return rows.map((row) => ({ position: String(bigintColumn(row, 'place')), fact: factIn(row) }));
    },
    async factOf(aggregate, call) {
      const videoId = checked((field) => field.uuid('aggregate', aggregate));
      const [row] = await cassandra.rows(SELECT_ONE, [videoId], call);
      return row && factIn(row);
    },
  };
}

function factIn(row: Row): Fact<YouTubeVideoAdded> | undefined {
  const video = videoOf(row);
  const { kind } = video;
  if (kind !== 'youtube' || isMereClaim(row)) return undefined;
  return { happened: { kind: 'you-tube-video-added', video: { ...video, kind } }, at: writtenAt(row) };
}

/** The time of the last write, to whichever of its columns that was. */
function writtenAt(row: Row): bigint {
  const times = REGULAR_COLUMNS.flatMap((column) => (row[`${column}_at`] as bigint | null) ?? []);
  return times.reduce((latest, time) => (time > latest ? time : latest));
}
