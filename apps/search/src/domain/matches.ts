import type { CallContext } from '@killrvideo/core';

import { compareKeys, FIELDS, textOf, type Field, type Posting, type VideoKey } from './posting';
import type { Chunk, TermPostings } from './term';

/** A place among all hits: a tier, and a key in it. */
export interface HitPlace extends VideoKey {
  /** The worst of the best fields in which the words of the query occur: 0, all of them are in the name. */
  readonly tier: Field;
}

/** Postings of a word and field that are read at first, and at most. */
const [FIRST_CHUNK, MOST_CHUNK] = [64, 512];
/** Words that are read from their beginning on; those of all others are looked up. The longest are the rarest, as a rule. */
const LEADING = 4;
/** Words that are looked up at once. */
const LOOKED_UP_AT_ONCE = 4;

/**
 * Videos with all the terms: the best tier first, in each the newest first, in portions; from behind a place on.
 * What is read follows the rarest word: of the others only what is at its videos, or beside them, is read.
 */
export async function* matches(
  terms: readonly TermPostings[],
  after: HitPlace | undefined,
  call: CallContext,
): AsyncGenerator<readonly HitPlace[]> {
  if (terms.some(({ isEmpty }) => isEmpty)) return;
  for (const tier of FIELDS) {
    if (after !== undefined && tier < after.tier) continue;
    yield* matchesOfTier(terms, tier, after?.tier === tier ? after : undefined, call);
  }
}

async function* matchesOfTier(
  terms: readonly TermPostings[],
  tier: Field,
  from: VideoKey | undefined,
  call: CallContext,
): AsyncGenerator<readonly HitPlace[]> {
  // Of several words one may be in a better field than the tier's.
  const isOneWord = terms.length === 1 && terms[0]?.isOneWord;
  const fields = isOneWord ? [tier] : FIELDS.filter((field) => field <= tier);
  let after = from;
  for (let limit = FIRST_CHUNK; ; limit = Math.min(2 * limit, MOST_CHUNK)) {
    const behind = after;
    const chunks = await Promise.all(
      terms.slice(0, LEADING).map((term) => term.chunk(fields, behind, limit, call)),
    );
    const driver = farthest(chunks);
    const found = await withAll(terms, chunks, driver, fields, call);
    const hits = found.filter(({ field }) => field === tier);
    if (hits.length > 0) yield hits.map(({ addedDate, videoId }) => ({ tier, addedDate, videoId }));
    if (driver.end === undefined) return;
    after = driver.end;
  }
}

/** The chunk that reaches farthest, and of those the shortest one: its videos are the candidates. */
function farthest(chunks: readonly Chunk[]): Chunk {
  return chunks.reduce((a, b) => {
    const [reachOfA, reachOfB] = [a.end, b.end];
    if (reachOfA === undefined || reachOfB === undefined) {
      if (reachOfA !== reachOfB) return reachOfA === undefined ? a : b;
      return a.postings.length <= b.postings.length ? a : b;
    }
    return compareKeys(reachOfA, reachOfB) >= 0 ? a : b;
  });
}

/** Those of the driver's videos that have all terms, each with the worst of its fields. */
async function withAll(
  terms: readonly TermPostings[],
  chunks: readonly Chunk[],
  driver: Chunk,
  fields: readonly Field[],
  call: CallContext,
): Promise<readonly Posting[]> {
  const others = terms
    .map((term, at) => ({ term, chunk: chunks[at] }))
    .filter(({ chunk }) => chunk !== driver);
  const groups = [others.splice(0, chunks.length - 1)];
  while (others.length > 0) groups.push(others.splice(0, LOOKED_UP_AT_ONCE));
  let candidates = driver.postings;
  for (const group of groups) {
    const keys = candidates;
    if (keys.length === 0) break;
    const found = await Promise.all(
      group.map(({ term, chunk }) => fieldsOf(term, chunk, keys, fields, call)),
    );
    candidates = keys.flatMap((posting) => {
      const all = [posting.field, ...found.map((each) => each.get(textOf(posting)))];
      const field = all.reduce((a, b) => (a === undefined || b === undefined ? undefined : a > b ? a : b));
      return field === undefined ? [] : [{ ...posting, field }];
    });
  }
  return candidates;
}

/** What the chunk of a term has of its own range is known; the rest is looked up. */
async function fieldsOf(
  term: TermPostings,
  chunk: Chunk | undefined,
  keys: readonly VideoKey[],
  fields: readonly Field[],
  call: CallContext,
): Promise<ReadonlyMap<string, Field>> {
  if (chunk === undefined) return term.fieldsAt(fields, keys, call);
  const { postings, end } = chunk;
  const behind = end === undefined ? [] : keys.filter((key) => compareKeys(key, end) > 0);
  const found = behind.length === 0 ? [] : await term.fieldsAt(fields, behind, call);
  return new Map([...postings.map((each) => [textOf(each), each.field] as const), ...found]);
}
