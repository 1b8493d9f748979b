import { idempotent, textColumn, type Cassandra, type Write } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

import type { Completion, SearchDocument } from '../domain/search-document';
import { deletionsOf } from '../domain/typing-mistakes';

const INSERT_DELETION = idempotent(
  'INSERT INTO search_deletions (deletion, word) VALUES (?, ?) USING TIMESTAMP ?',
);
const SELECT_WORDS = idempotent('SELECT word FROM search_deletions WHERE deletion = ? LIMIT ?');

/** One for each column, so that none takes away what the other says. */
const INSERT_NAME_WORD = idempotent(
  'INSERT INTO search_completions (first_letter, completion, name_word) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const INSERT_TAG_WORD = idempotent(
  'INSERT INTO search_completions (first_letter, completion, tag_word) VALUES (?, ?, ?) USING TIMESTAMP ?',
);
const SELECT_COMPLETIONS = idempotent(
  'SELECT completion, name_word, tag_word FROM search_completions ' +
    'WHERE first_letter = ? AND completion >= ? AND completion < ? LIMIT ?',
);
const SELECT_COMPLETIONS_BEHIND = idempotent(
  'SELECT completion, name_word, tag_word FROM search_completions ' +
    'WHERE first_letter = ? AND completion > ? AND completion < ? LIMIT ?',
);
/** Behind every text that begins with what it is appended to. */
const BEHIND_ALL = String.fromCodePoint(0x10ffff);

/** Words as such: they are kept when no video has them any more, and looked at before they are shown. */
export function wordWrites({ words, completions }: SearchDocument, at: bigint): Write[] {
  const spelt = [...words].flatMap(([word, field]) => (field < 2 && !word.startsWith('=') ? [word] : []));
  return [
    ...spelt.flatMap((word) =>
      deletionsOf(word).map((deletion) => ({ statement: INSERT_DELETION, params: [deletion, word, at] })),
    ),
    ...completions.flatMap(({ text, nameWord, tagWord }) => [
      ...(nameWord === undefined
        ? []
        : [{ statement: INSERT_NAME_WORD, params: [firstLetterOf(text), text, nameWord, at] }]),
      ...(tagWord === undefined
        ? []
        : [{ statement: INSERT_TAG_WORD, params: [firstLetterOf(text), text, tagWord, at] }]),
    ]),
  ];
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

function firstLetterOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}
