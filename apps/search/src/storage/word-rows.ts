import { idempotent, textColumn, type Cassandra, type Write } from '@killrvideo/cassandra';
import { concurrently, type CallContext } from '@killrvideo/core';

import { spelledWordsOf, type Completion, type SearchDocument } from '../domain/search-document';
import { deletionsOf } from '../domain/typing-mistakes';
import { firstLetterOf } from './first-letter';

const INSERT_DELETION = idempotent(
  'INSERT INTO search_deletions (deletion, word) VALUES (?, ?) USING TIMESTAMP ?',
);
const SELECT_WORD = idempotent('SELECT word FROM search_deletions WHERE deletion = ? AND word = ?');
const SELECT_DELETIONS = idempotent('SELECT deletion FROM search_deletions WHERE deletion IN ? AND word = ?');
const SELECT_WORDS = idempotent('SELECT word FROM search_deletions WHERE deletion = ? LIMIT ?');

/** One for each column, so that none takes away what the other says. */
const INSERT_NAME_WORD = idempotent(
  'INSERT INTO search_completions (first_letter, completion, name_word) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const INSERT_TAG_WORD = idempotent(
  'INSERT INTO search_completions (first_letter, completion, tag_word) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const SELECT_COMPLETION = idempotent(
  'SELECT name_word, tag_word FROM search_completions WHERE first_letter = ? AND completion = ?',
);
const SELECT_COMPLETIONS = idempotent(
  'SELECT completion, name_word, tag_word FROM search_completions ' +
    'WHERE first_letter = ? AND completion >= ? AND completion < ? LIMIT ?',
);
const SELECT_COMPLETIONS_BEHIND = idempotent(
  'SELECT completion, name_word, tag_word FROM search_completions ' +
    'WHERE first_letter = ? AND completion > ? AND completion < ? LIMIT ?',
);
const READS_AT_ONCE = 16;
/** Behind every text that begins with what it is appended to. */
const BEHIND_ALL = String.fromCodePoint(0x10ffff);

/** Words as such are kept when no video has them any more, and looked at before they are shown. */
export function completionWrites({ completions }: SearchDocument, at: bigint): Write[] {
  return completions.flatMap(({ text, nameWord, tagWord }) => [
    ...(nameWord === undefined
      ? []
      : [{ statement: INSERT_NAME_WORD, params: [firstLetterOf(text), text, nameWord, at] }]),
    ...(tagWord === undefined
      ? []
      : [{ statement: INSERT_TAG_WORD, params: [firstLetterOf(text), text, tagWord, at] }]),
  ]);
}

/** The words of names and tags that may be meant by mistyped ones and are not known yet. */
export async function newWords(
  cassandra: Cassandra,
  document: SearchDocument,
  call: CallContext,
): Promise<string[]> {
  const unknown: string[] = [];
  await concurrently(spelledWordsOf(document), READS_AT_ONCE, async (word) => {
    if ((await cassandra.rows(SELECT_WORD, [word, word], call)).length === 0) unknown.push(word);
  });
  return unknown;
}

/** A word is known once it stands under itself, which is to come last. */
export function deletionWrites(words: readonly string[], at: bigint): { first: Write[]; last: Write[] } {
  const under = (deletion: string, word: string): Write => ({
    statement: INSERT_DELETION,
    params: [deletion, word, at],
  });
  const deletions = words.map((word) => ({ word, texts: deletionsOf(word) }));
  return {
    first: deletions.flatMap(({ word, texts }) => texts.slice(1).map((text) => under(text, word))),
    last: deletions.flatMap(({ word, texts }) => texts.slice(0, 1).map((text) => under(text, word))),
  };
}

export async function wordsWithDeletion(
  cassandra: Cassandra,
  deletion: string,
  limit: number,
  call: CallContext,
): Promise<string[]> {
  const rows = await cassandra.rows(SELECT_WORDS, [deletion, limit], call);
  return rows.map((row) => textColumn(row, 'word'));
}

export async function completionsOf(
  cassandra: Cassandra,
  prefix: string,
  after: string | undefined,
  limit: number,
  call: CallContext,
): Promise<Completion[]> {
  const select = after === undefined ? SELECT_COMPLETIONS : SELECT_COMPLETIONS_BEHIND;
  const params = [firstLetterOf(prefix), after ?? prefix, prefix + BEHIND_ALL, limit];
  const rows = await cassandra.rows(select, params, call);
  return rows.map((row) => ({
    text: textColumn(row, 'completion'),
    ...(row['name_word'] != null && { nameWord: textColumn(row, 'name_word') }),
    ...(row['tag_word'] != null && { tagWord: textColumn(row, 'tag_word') }),
  }));
}

/** What is left over of videos that are gone is kept here, and so it is no difference. */
export async function completionDifferences(
  cassandra: Cassandra,
  { completions }: SearchDocument,
  call: CallContext,
): Promise<string[]> {
  const lines = new Set<string>();
  await concurrently(completions, READS_AT_ONCE, async ({ text, nameWord, tagWord }) => {
    const [row] = await cassandra.rows(SELECT_COMPLETION, [firstLetterOf(text), text], call);
    const missing = (what: string): Set<string> =>
      lines.add(`completion ${JSON.stringify(text)} to a ${what} is missing in search_completions`);
    if (nameWord !== undefined && row?.['name_word'] == null) missing('word of names');
    if (tagWord !== undefined && row?.['tag_word'] == null) missing('tag');
  });
  return [...lines].sort();
}

/** … and here. */
export async function deletionDifferences(
  cassandra: Cassandra,
  document: SearchDocument,
  call: CallContext,
): Promise<string[]> {
  const lines: string[] = [];
  await concurrently(spelledWordsOf(document), READS_AT_ONCE, async (word) => {
    const texts = deletionsOf(word);
    const rows = texts.length === 0 ? [] : await cassandra.rows(SELECT_DELETIONS, [texts, word], call);
    const missing = texts.length - rows.length;
    if (missing > 0)
      lines.push(
        `word ${JSON.stringify(word)} is missing under ${missing} of ${texts.length} texts in search_deletions`,
      );
  });
  return lines.sort();
}
