import {
  idempotent,
  intColumn,
  timestampColumn,
  uuidColumn,
  type Cassandra,
  type Row,
  type Write,
} from '@killrvideo/cassandra';
import { concurrently, portionsOf, type CallContext } from '@killrvideo/core';

import type { IndexedVersion } from '../domain/index-store';
import { FIELDS, NAME, type Field, type Posting, type VideoKey } from '../domain/posting';
import type { IndexedVideo } from '../domain/search-document';
import { describedDate, describedWord, missingAndLeftOver } from './described';

const INSERT = idempotent(
  'INSERT INTO search_postings (word, field, added_date, videoid) VALUES (?, ?, ?, ?) USING TIMESTAMP ?',
);
const DELETE = idempotent(
  'DELETE FROM search_postings USING TIMESTAMP ? WHERE word = ? AND field = ? AND added_date = ? AND videoid = ?',
);
const SELECT_FIRST = idempotent(
  'SELECT field, added_date, videoid FROM search_postings WHERE word = ? LIMIT ?',
);
const SELECT_FIRST_OF_FIELD = idempotent(
  'SELECT added_date, videoid FROM search_postings WHERE word = ? AND field = ? LIMIT ?',
);
const SELECT_BEHIND = idempotent(
  'SELECT added_date, videoid FROM search_postings WHERE word = ? AND field = ? AND (added_date, videoid) < (?, ?) LIMIT ?',
);
/** A statement for each number of rows would be prepared each: those of a few sizes are asked for some rows twice. */
const AT_SIZES = [1, 8, 64].map((rows) => ({
  rows,
  select: idempotent(
    'SELECT field, added_date, videoid FROM search_postings WHERE word = ? AND (field, added_date, videoid) IN ' +
      `(${Array.from({ length: rows }, () => '(?, ?, ?)').join(', ')})`,
  ),
}));
const READS_AT_ONCE = 16;
const MOST_AT = Math.max(...AT_SIZES.map(({ rows }) => rows));

export function postingWrites({ videoId, addedDate, words }: IndexedVideo, at: bigint): Write[] {
  return [...words].map(([word, field]) => ({
    statement: INSERT,
    params: [word, field, addedDate, videoId, at],
  }));
}

export function postingDeletes({ videoId, addedDate, words }: IndexedVideo, at: bigint): Write[] {
  return [...words].map(([word, field]) => ({
    statement: DELETE,
    params: [at, word, field, addedDate, videoId],
  }));
}

export async function firstPostings(
  cassandra: Cassandra,
  word: string,
  limit: number,
  call: CallContext,
): Promise<Posting[]> {
  return (await cassandra.rows(SELECT_FIRST, [word, limit], call)).map(postingOf);
}

export async function postingsBehind(
  cassandra: Cassandra,
  { word, field }: { word: string; field: Field },
  after: VideoKey | undefined,
  limit: number,
  call: CallContext,
): Promise<VideoKey[]> {
  const rows = await (after === undefined
    ? cassandra.rows(SELECT_FIRST_OF_FIELD, [word, field, limit], call)
    : cassandra.rows(SELECT_BEHIND, [word, field, after.addedDate, after.videoId, limit], call));
  return rows.map(keyOf);
}

export async function postingsAt(
  cassandra: Cassandra,
  word: string,
  fields: readonly Field[],
  keys: readonly VideoKey[],
  call: CallContext,
): Promise<Posting[]> {
  const places = keys.flatMap((key) => fields.map((field) => [field, key.addedDate, key.videoId]));
  const read = await Promise.all(
    portionsOf(places, MOST_AT).map((portion) => {
      const size = AT_SIZES.find(({ rows }) => rows >= portion.length) ?? AT_SIZES[0]!;
      const padded = Array.from({ length: size.rows }, (_, at) => portion[Math.min(at, portion.length - 1)]!);
      return cassandra.rows(size.select, [word, ...padded.flat()], call);
    }),
  );
  return read.flat().map(postingOf);
}

/** At the key of the video, and of its versions, which may have had another date. */
export async function postingDifferences(
  cassandra: Cassandra,
  document: IndexedVideo,
  versions: readonly IndexedVersion[],
  call: CallContext,
): Promise<string[]> {
  const all = [document, ...versions];
  const words = [...new Set(all.flatMap((each) => [...each.words.keys()]))];
  const expected = new Set<string>();
  const standing = new Set<string>();
  const describe = (word: string, { field, addedDate }: Pick<Posting, 'field' | 'addedDate'>): string =>
    describedWord(word, field) + (addedDate === document.addedDate ? '' : ` at ${describedDate(addedDate)}`);
  await concurrently(words, READS_AT_ONCE, async (word) => {
    const field = document.words.get(word);
    if (field !== undefined) expected.add(describe(word, { ...document, field }));
    const keys = new Map(all.map((key) => [key.addedDate, key]));
    for (const found of await postingsAt(cassandra, word, FIELDS, [...keys.values()], call))
      standing.add(describe(word, found));
  });
  return missingAndLeftOver(expected, standing, 'search_postings');
}

function postingOf(row: Row): Posting {
  const field = intColumn(row, 'field');
  return { ...keyOf(row), field: FIELDS.find((each) => each === field) ?? NAME };
}

function keyOf(row: Row): VideoKey {
  return { addedDate: timestampColumn(row, 'added_date') ?? 0n, videoId: uuidColumn(row, 'videoid') ?? '' };
}
