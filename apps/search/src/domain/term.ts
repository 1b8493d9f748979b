import type { CallContext } from '@killrvideo/core';

import { compareKeys, textOf, type Field, type Posting, type VideoKey } from './posting';
import { wordPostings, type PostingsReader, type WordPostings } from './word-postings';

/** One thing that a video must have: a word, or one of several that a mistyped one may have been meant for. */
export type Term = readonly string[];

/** Postings of a term in the order of keys. Those behind `end` are not among them; undefined: these are the last. */
export interface Chunk {
  readonly postings: readonly Posting[];
  readonly end: VideoKey | undefined;
}

/** Where a term occurs. */
export interface TermPostings {
  readonly isEmpty: boolean;
  /** So each video has one posting of it. */
  readonly isOneWord: boolean;
  /** Those of some fields behind a key: at least one if there is one, and at most `limit` of each word and field. */
  chunk(
    fields: readonly Field[],
    after: VideoKey | undefined,
    limit: number,
    call: CallContext,
  ): Promise<Chunk>;
  /** For each of the videos that has it, by `textOf` its key: the best field. */
  fieldsAt(
    fields: readonly Field[],
    keys: readonly VideoKey[],
    call: CallContext,
  ): Promise<ReadonlyMap<string, Field>>;
}

export async function termPostings(
  index: PostingsReader,
  term: Term,
  call: CallContext,
): Promise<TermPostings> {
  const words: readonly WordPostings[] = await Promise.all(
    term.map((word) => wordPostings(index, word, call)),
  );
  return {
    isEmpty: words.every(({ isEmpty }) => isEmpty),
    isOneWord: words.length === 1,
    async chunk(fields, after, limit, call) {
      const read = await Promise.all(
        words.flatMap((word) => fields.map((field) => word.ofField(field, after, limit, call))),
      );
      const end = read
        .flatMap((postings) => (postings.length < limit ? [] : postings.slice(-1)))
        .reduce<VideoKey | undefined>(
          (a, b) => (a !== undefined && compareKeys(a, b) < 0 ? a : b),
          undefined,
        );
      const postings = bestOf(read.flat()).filter((each) => end === undefined || compareKeys(each, end) <= 0);
      return { postings: postings.sort(compareKeys), end };
    },
    async fieldsAt(fields, keys, call) {
      const found = await Promise.all(words.map((word) => word.at(fields, keys, call)));
      return new Map(bestOf(found.flat()).map((posting) => [textOf(posting), posting.field]));
    },
  };
}

/** Of several postings of a video the one in the best field. */
function bestOf(postings: readonly Posting[]): Posting[] {
  const best = new Map<string, Posting>();
  for (const posting of postings) {
    const key = textOf(posting);
    const other = best.get(key);
    if (other === undefined || posting.field < other.field) best.set(key, posting);
  }
  return [...best.values()];
}
