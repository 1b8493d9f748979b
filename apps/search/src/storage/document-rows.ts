import {
  BEFORE_ALL_TOKENS,
  bigintColumn,
  idempotent,
  textSetColumn,
  timestampColumn,
  uuidColumn,
  type Cassandra,
  type Row,
  type Write,
} from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { IndexedEntry } from '../domain/index-audit';
import type { IndexedVersion } from '../domain/index-store';
import { DESCRIPTION, FIELDS, NAME, TAGS, type Field } from '../domain/posting';
import type { IndexedVideo } from '../domain/search-document';
import { describedDate, describedTag, describedWord, missingAndLeftOver } from './described';

const INSERT = idempotent(
  'INSERT INTO search_documents (videoid, version, added_date, name_words, tag_words, description_words, tags) ' +
    'VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?',
);
const DELETE = idempotent('DELETE FROM search_documents USING TIMESTAMP ? WHERE videoid = ? AND version = ?');
/** There are two while one replaces the other, and as many as there were in a row while that is not done. */
const SELECT = idempotent(
  'SELECT version, added_date, name_words, tag_words, description_words, tags ' +
    'FROM search_documents WHERE videoid = ? LIMIT 100',
);
const SELECT_ENTRIES = idempotent(
  'SELECT videoid, version, token(videoid) AS place FROM search_documents ' +
    'WHERE token(videoid) > ? PER PARTITION LIMIT 1 LIMIT ?',
);

export function documentWrite({ videoId, addedDate, words, tags }: IndexedVideo, version: bigint): Write {
  const wordsOf = (field: Field): string[] =>
    [...words].flatMap(([word, best]) => (best === field ? [word] : []));
  const params = [videoId, version, addedDate, ...FIELDS.map(wordsOf), tags, version];
  return { statement: INSERT, params };
}

export function documentDelete({ videoId, version }: IndexedVersion, at: bigint): Write {
  return { statement: DELETE, params: [at, videoId, version] };
}

export async function documentVersions(
  cassandra: Cassandra,
  videoId: string,
  call: CallContext,
): Promise<IndexedVersion[]> {
  return (await cassandra.rows(SELECT, [videoId], call)).map((row) => ({
    videoId,
    version: bigintColumn(row, 'version'),
    addedDate: timestampColumn(row, 'added_date') ?? 0n,
    words: wordsColumn(row),
    tags: textSetColumn(row, 'tags'),
  }));
}

/** The newest version of each video, in the order of the ring. */
export async function documentEntries(
  cassandra: Cassandra,
  position: string | undefined,
  limit: number,
  call: CallContext,
): Promise<IndexedEntry[]> {
  const place = position === undefined ? BEFORE_ALL_TOKENS : BigInt(position);
  return (await cassandra.rows(SELECT_ENTRIES, [place, limit], call)).map((row) => ({
    position: String(bigintColumn(row, 'place')),
    videoId: uuidColumn(row, 'videoid') ?? '',
    version: bigintColumn(row, 'version'),
  }));
}

export function documentDifferences(
  document: IndexedVideo,
  [newest, ...older]: readonly IndexedVersion[],
): string[] {
  if (newest === undefined) return ['is missing in search_documents'];
  return [
    ...missingAndLeftOver(describedIn(document), describedIn(newest), 'search_documents'),
    ...older.map(({ version }) => `version ${version} is left over in search_documents`),
  ];
}

function describedIn({ addedDate, words, tags }: IndexedVideo): Set<string> {
  return new Set([
    `added date ${describedDate(addedDate)}`,
    ...[...words].map(([word, field]) => describedWord(word, field)),
    ...tags.map(describedTag),
  ]);
}

function wordsColumn(row: Row): IndexedVideo['words'] {
  const wordsOf = (column: string, field: Field) =>
    textSetColumn(row, column).map((word): [string, Field] => [word, field]);
  return new Map([
    ...wordsOf('name_words', NAME),
    ...wordsOf('tag_words', TAGS),
    ...wordsOf('description_words', DESCRIPTION),
  ]);
}
