import {
  idempotent,
  textColumn,
  timestampColumn,
  uuidColumn,
  type Cassandra,
  type Position,
  type Row,
  type Statement,
} from '@killrvideo/cassandra';
import { type CallContext, FIRST_MS, LAST_MS, NIL_UUID, shownTime } from '@killrvideo/core';

import type { VideoPosition, VideoPreview } from '../domain/video';

/**
 * A table of previews: partitions of rows by added_date descending, then by video id ascending. A tuple comparison,
 * `(added_date, videoid) <= (?, ?)`, would not follow the mixed order: a page that begins at a row takes the rest of
 * its millisecond and then all that is older, in two statements.
 */
export interface PreviewTable {
  readonly select: Statement;
  readonly selectRestOfMillisecond: Statement;
  readonly selectOlder: Statement;
  readonly selectDates: Statement;
}

export const USER_VIDEOS = tableOf('user_videos', 'userid');
export const LATEST_VIDEOS = tableOf('latest_videos', 'yyyymmdd');

/** At most `limit` rows of one partition in its order, the first of them at `from` or behind it. */
export async function readPreviews(
  cassandra: Pick<Cassandra, 'rows'>,
  table: PreviewTable,
  partition: string,
  from: VideoPosition | undefined,
  limit: number,
  call: CallContext,
): Promise<VideoPreview[]> {
  if (from === undefined) {
    return (await cassandra.rows(table.select, [partition, limit], call)).filter(hasDate).map(previewOf);
  }
  const [rest, older] = await Promise.all([
    cassandra.rows(table.selectRestOfMillisecond, [partition, from.addedDate, from.videoId, limit], call),
    cassandra.rows(table.selectOlder, [partition, from.addedDate, limit], call),
  ]);
  return [...rest, ...older].filter(hasDate).slice(0, limit).map(previewOf);
}

/** A date of no bytes, which Cassandra takes and sorts behind all others, is none that a page could begin with. */
function hasDate(row: Row): boolean {
  return row['added_date'] != null;
}

/**
 * Where a row stands that a caller names by what it was shown of it: the first or the last time that there is may be any
 * beyond, which another tool has stored. Undefined if that is not so.
 */
export async function hiddenPosition(
  cassandra: Pick<Cassandra, 'rows'>,
  table: PreviewTable,
  partition: string,
  { addedDate, videoId }: VideoPosition,
  call: CallContext,
): Promise<VideoPosition | undefined> {
  if (addedDate !== FIRST_MS && addedDate !== LAST_MS) return undefined;
  const rows = await cassandra.rows(table.selectDates, [partition, videoId], call);
  return rows.map(previewOf).find((stored) => shownTime(stored.addedDate) === addedDate);
}

/** Other tools write rows in part: what is null must not fail a whole list. */
export function previewOf(row: Row): VideoPreview {
  return {
    videoId: uuidColumn(row, 'videoid') ?? NIL_UUID,
    userId: uuidColumn(row, 'userid') ?? NIL_UUID,
    addedDate: timestampColumn(row, 'added_date') ?? 0n,
    name: textColumn(row, 'name'),
    previewImageLocation: textColumn(row, 'preview_image_location'),
  };
}

/** A place in the lists' order as a paging state keeps it. */
export function keyOf({ addedDate, videoId }: VideoPosition): Position {
  return [String(addedDate), videoId];
}

export function positionOf([addedDate = '0', videoId = '']: Position): VideoPosition {
  return { addedDate: BigInt(addedDate), videoId };
}

function tableOf(table: string, partitionKey: string): PreviewTable {
  const select = `SELECT videoid, userid, added_date, name, preview_image_location FROM ${table} WHERE ${partitionKey} = ?`;
  return {
    select: idempotent(`${select} LIMIT ?`),
    selectRestOfMillisecond: idempotent(`${select} AND added_date = ? AND videoid >= ? LIMIT ?`),
    selectOlder: idempotent(`${select} AND added_date < ? LIMIT ?`),
    selectDates: idempotent(`${select} AND videoid = ? ALLOW FILTERING`), // one partition is looked through
  };
}
