import type { CallContext } from '@killrvideo/core';

import type { IndexStore } from './index-store';
import { compareKeys, textOf, type Field, type Posting, type VideoKey } from './posting';

/** What the index is read for here. */
export type PostingsReader = Pick<IndexStore, 'postings' | 'postingsOfField' | 'postingsAt'>;

/** Read at first of each word: all that there is of most words, and a page of any. */
const HEAD = 64;

/** Where a word occurs. */
export interface WordPostings {
  /** All of them, where they are few; undefined: there are more than were read. */
  readonly all: readonly Posting[] | undefined;
  /** Those of one field behind a key; fewer than `limit` are the last ones. */
  ofField(field: Field, after: VideoKey | undefined, limit: number, call: CallContext): Promise<Posting[]>;
  /** Those of certain videos. */
  at(fields: readonly Field[], keys: readonly VideoKey[], call: CallContext): Promise<readonly Posting[]>;
}

/** Begins with a reading of the word's first postings: of a rare word these are all, and nothing more is read. */
export async function wordPostings(
  index: PostingsReader,
  word: string,
  call: CallContext,
): Promise<WordPostings> {
  const head = await index.postings(word, HEAD, call);
  const isAll = head.length < HEAD;
  const last = head.at(-1);
  /** While a version replaces another one a word may be in two fields: the better one comes first, and counts. */
  const byKey = new Map([...head].reverse().map((posting) => [textOf(posting), posting]));
  /** Everything of the field up to this key, or undefined for all of it, is in the head. */
  const isRead = (field: Field, until?: VideoKey): boolean =>
    isAll ||
    last === undefined ||
    field < last.field ||
    (field === last.field && until !== undefined && compareKeys(until, last) <= 0);

  return {
    all: isAll ? head : undefined,
    async ofField(field, after, limit, call) {
      const known = head.filter(
        (each) => each.field === field && (after === undefined || compareKeys(each, after) > 0),
      );
      if (isRead(field) || known.length >= limit) return known.slice(0, limit);
      const keys = await index.postingsOfField(word, field, after, limit, call);
      return keys.map((key) => ({ ...key, field }));
    },
    async at(fields, keys, call) {
      const known = keys.flatMap((key) => byKey.get(textOf(key)) ?? []);
      const unknown = keys.filter(
        (key) => !byKey.has(textOf(key)) && fields.some((field) => !isRead(field, key)),
      );
      const found = unknown.length === 0 ? [] : await index.postingsAt(word, fields, unknown, call);
      return [...known.filter(({ field }) => fields.includes(field)), ...found];
    },
  };
}
