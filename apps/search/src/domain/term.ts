import type { CallContext } from '@killrvideo/core';

import { compareKeys, textOf, type Field, type Posting, type VideoKey } from './posting';
import { wordPostings, type PostingsReader } from './word-postings';

/** One thing that a video must have: a word in any of its spellings, or one of those that a mistyped one was meant for. */
export type Term = readonly string[];

/** Postings of a term in the order of keys. Those behind `end` are not among them; undefined: these are the last. */
export interface Chunk {
  readonly postings: readonly Posting[];
  readonly end: VideoKey | undefined;
}

/** A term that is looked up at videos that have all others. */
export interface LookedUpTerm {
  /** For each of the videos that has it, by `textOf` its key: the best field. */
  fieldsAt(
    fields: readonly Field[],
    keys: readonly VideoKey[],
    call: CallContext,
  ): Promise<ReadonlyMap<string, Field>>;
}

/** A term whose postings are read from their beginning on. */
export interface LeadingTerm extends LookedUpTerm {
  /** All of its postings, each video once, where they are few. */
  readonly all: readonly Posting[] | undefined;
  /** So each video has one posting of it. */
  readonly isOneWord: boolean;
  /** Those of some fields behind a key: at least one if there is one, and at most `limit` of each word and field. */
  chunk(
    fields: readonly Field[],
    after: VideoKey | undefined,
    limit: number,
    call: CallContext,
  ): Promise<Chunk>;
}

export async function leadingTerm(
  index: PostingsReader,
  term: Term,
  call: CallContext,
): Promise<LeadingTerm> {
  const words = await Promise.all(term.map((word) => wordPostings(index, word, call)));
  const isKnown = words.every(({ all }) => all !== undefined);
  return {
    all: isKnown ? bestOf(words.flatMap(({ all }) => all ?? [])) : undefined,
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
      return bestFields(await Promise.all(words.map((word) => word.at(fields, keys, call))));
    },
  };
}

export function lookedUpTerm(index: PostingsReader, term: Term): LookedUpTerm {
  return {
    async fieldsAt(fields, keys, call) {
      return bestFields(await Promise.all(term.map((word) => index.postingsAt(word, fields, keys, call))));
    },
  };
}

function bestFields(found: readonly (readonly Posting[])[]): ReadonlyMap<string, Field> {
  return new Map(bestOf(found.flat()).map((posting) => [textOf(posting), posting.field]));
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
