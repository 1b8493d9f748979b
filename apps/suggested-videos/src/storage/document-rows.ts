import {
  bigintColumn,
  idempotent,
  textListColumn,
  timestampColumn,
  uuidColumn,
  type Cassandra,
  type Row,
  type Write,
} from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { DocumentVersion } from '../domain/content-store';
import type { VideoDocument } from '../domain/video-document';
import type { VideoKey } from '../domain/video-key';

const INSERT = idempotent(
  'INSERT INTO suggested_videos_documents (videoid, version, added_date, tags, words) ' +
    'VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?',
);
const DELETE = idempotent(
  'DELETE FROM suggested_videos_documents USING TIMESTAMP ? WHERE videoid = ? AND version = ?',
);
/** There are two while one replaces the other, and as many as there were in a row while that is not done. */
const SELECT_VERSIONS = idempotent(
  'SELECT videoid, version, added_date, tags, words FROM suggested_videos_documents WHERE videoid = ? LIMIT 100',
);
const SELECT_NEWEST = idempotent(
  'SELECT videoid, version, added_date, tags, words FROM suggested_videos_documents WHERE videoid IN ? PER PARTITION LIMIT 1',
);
const SELECT_ADDED_DATES = idempotent(
  'SELECT videoid, added_date FROM suggested_videos_documents WHERE videoid IN ? PER PARTITION LIMIT 1',
);
const INSERT_TERM = idempotent(
  'INSERT INTO suggested_videos_terms (term, added_date, videoid) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const DELETE_TERM = idempotent(
  'DELETE FROM suggested_videos_terms USING TIMESTAMP ? WHERE term = ? AND added_date = ? AND videoid = ?',
);
const SELECT_WITH_TERM = idempotent(
  'SELECT added_date, videoid FROM suggested_videos_terms WHERE term = ? LIMIT ?',
);
const SELECT_TERM_OF_VIDEO = idempotent(
  'SELECT videoid FROM suggested_videos_terms WHERE term = ? AND added_date = ? AND videoid = ?',
);

export function documentWrite({ videoId, addedDate, tags, words }: VideoDocument, version: bigint): Write {
  return { statement: INSERT, params: [videoId, version, addedDate, tags, words, version] };
}

export function documentDelete({ videoId, version }: DocumentVersion, at: bigint): Write {
  return { statement: DELETE, params: [at, videoId, version] };
}

export async function documentVersions(
  cassandra: Cassandra,
  videoId: string,
  call: CallContext,
): Promise<DocumentVersion[]> {
  return (await cassandra.rows(SELECT_VERSIONS, [videoId], call)).map(versionIn);
}

export async function newestDocuments(
  cassandra: Cassandra,
  videoIds: readonly string[],
  call: CallContext,
): Promise<Map<string, VideoDocument>> {
  if (videoIds.length === 0) return new Map();
  const rows = await cassandra.rows(SELECT_NEWEST, [videoIds], call);
  return new Map(rows.map((row) => [uuidColumn(row, 'videoid') ?? '', versionIn(row)]));
}

export async function addedDatesOf(
  cassandra: Cassandra,
  videoIds: readonly string[],
  call: CallContext,
): Promise<Map<string, bigint>> {
  if (videoIds.length === 0) return new Map();
  const rows = await cassandra.rows(SELECT_ADDED_DATES, [videoIds], call);
  return new Map(
    rows.map((row) => [uuidColumn(row, 'videoid') ?? '', timestampColumn(row, 'added_date') ?? 0n]),
  );
}

/** Tags and words: no word has a = in front of it. */
export function termsOf({ tags, words }: VideoDocument): string[] {
  return [...tags, ...words];
}

export function termWrites(document: VideoDocument, version: bigint): Write[] {
  const { addedDate, videoId } = document;
  return termsOf(document).map((term) => ({
    statement: INSERT_TERM,
    params: [term, addedDate, videoId, version],
  }));
}

export function termDeletes(document: VideoDocument, at: bigint): Write[] {
  const { addedDate, videoId } = document;
  return termsOf(document).map((term) => ({
    statement: DELETE_TERM,
    params: [at, term, addedDate, videoId],
  }));
}

export async function videosWithTerm(
  cassandra: Cassandra,
  term: string,
  limit: number,
  call: CallContext,
): Promise<VideoKey[]> {
  const rows = await cassandra.rows(SELECT_WITH_TERM, [term, limit], call);
  return rows.map((row) => ({
    addedDate: timestampColumn(row, 'added_date') ?? 0n,
    videoId: uuidColumn(row, 'videoid') ?? '',
  }));
}

export async function hasTerm(
  cassandra: Cassandra,
  { addedDate, videoId }: VideoKey,
  term: string,
  call: CallContext,
): Promise<boolean> {
  return (await cassandra.rows(SELECT_TERM_OF_VIDEO, [term, addedDate, videoId], call)).length > 0;
}

function versionIn(row: Row): DocumentVersion {
  return {
    videoId: uuidColumn(row, 'videoid') ?? '',
    version: bigintColumn(row, 'version'),
    addedDate: timestampColumn(row, 'added_date') ?? 0n,
    tags: textListColumn(row, 'tags'),
    words: textListColumn(row, 'words'),
  };
}
