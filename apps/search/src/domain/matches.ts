import { type CallContext, portionsOf } from '@killrvideo/core';

import { compareKeys, FIELDS, textOf, type Field, type Posting, type VideoKey } from './posting';
import type { Chunk, LeadingTerm, LookedUpTerm } from './term';

/** A place among all hits: a tier, and a key in it. */
export interface HitPlace extends VideoKey {
  /** The worst of the best fields in which the words of the query occur: 0, all of them are in the name. */
  readonly tier: Field;
}

/** The terms of a query: a video must have all of them. */
export interface QueryTerms {
  /** At least one. */
  readonly leading: readonly LeadingTerm[];
  readonly lookedUp: readonly LookedUpTerm[];
}

/** Postings of a word and field that are read at first, and at most. */
const [FIRST_CHUNK, MOST_CHUNK] = [64, 512];
/** Terms that are looked up at once: after each few there are fewer videos to look at. */
const LOOKED_UP_AT_ONCE = 4;

/**
 * Videos with all the terms: the best tier first, in each the newest first, in portions; from behind a place on.
 *
 * Where a term has few postings, they are all known: the others are looked up at its videos, and that is all. Else the terms
 * are read side by side: the one that reaches farthest leads, and of the others only what is at its videos, or beside
 * them, is read.
 */
export async function* matches(
  terms: QueryTerms,
  after: HitPlace | undefined,
  call: CallContext,
): AsyncGenerator<readonly HitPlace[]> {
  const [rarest] = terms.leading
    .flatMap((term) => (term.all === undefined ? [] : [{ term, all: term.all }]))
    .sort((a, b) => a.all.length - b.all.length);
  if (rarest !== undefined) {
    const others = [...terms.leading.filter((term) => term !== rarest.term), ...terms.lookedUp];
    yield await matchesOfFew(rarest.all, others, after, call);
    return;
  }
  for (const tier of FIELDS) {
    if (after !== undefined && tier < after.tier) continue;
    yield* matchesOfTier(terms, tier, after?.tier === tier ? after : undefined, call);
  }
}

async function matchesOfFew(
  candidates: readonly Posting[],
  others: readonly LookedUpTerm[],
  after: HitPlace | undefined,
  call: CallContext,
): Promise<HitPlace[]> {
  const found = await withAll(candidates, others, FIELDS, call);
  const hits = found.map(({ field, addedDate, videoId }) => ({ tier: field, addedDate, videoId }));
  return hits.sort(comparePlaces).filter((place) => after === undefined || comparePlaces(place, after) > 0);
}

async function* matchesOfTier(
  { leading, lookedUp }: QueryTerms,
  tier: Field,
  from: VideoKey | undefined,
  call: CallContext,
): AsyncGenerator<readonly HitPlace[]> {
  // Of several words one may be in a better field than the tier's.
  const isOneWord = leading.length === 1 && lookedUp.length === 0 && leading[0]?.isOneWord;
  const fields = isOneWord ? [tier] : FIELDS.filter((field) => field <= tier);
  let after = from;
  for (let limit = FIRST_CHUNK; ; limit = Math.min(2 * limit, MOST_CHUNK)) {
    const behind = after;
    const read = await Promise.all(
      leading.map(async (term) => ({ term, chunk: await term.chunk(fields, behind, limit, call) })),
    );
    const driver = read.reduce((a, b) => (reachesFarther(b.chunk, a.chunk) ? b : a));
    const others = read.filter((each) => each !== driver).map(({ term, chunk }) => knownFrom(term, chunk));
    const found = await withAll(driver.chunk.postings, [...others, ...lookedUp], fields, call);
    const hits = found.filter(({ field }) => field === tier);
    if (hits.length > 0) yield hits.map(({ addedDate, videoId }) => ({ tier, addedDate, videoId }));
    after = driver.chunk.end;
    if (after === undefined) return;
  }
}

/** Of two that reach equally far the shorter one does. */
function reachesFarther(a: Chunk, b: Chunk): boolean {
  if (a.end !== undefined && b.end !== undefined) return compareKeys(a.end, b.end) > 0;
  if (a.end === undefined && b.end === undefined) return a.postings.length < b.postings.length;
  return a.end === undefined;
}

/** What the chunk of a term has of its own range need not be looked up. */
function knownFrom(term: LookedUpTerm, { postings, end }: Chunk): LookedUpTerm {
  const read = new Map(postings.map((each) => [textOf(each), each.field] as const));
  return {
    async fieldsAt(fields, keys, call) {
      const behind = end === undefined ? [] : keys.filter((key) => compareKeys(key, end) > 0);
      if (behind.length === 0) return read;
      return new Map([...read, ...(await term.fieldsAt(fields, behind, call))]);
    },
  };
}

/** Those of the candidates that have all the other terms, too, each with the worst of its fields. */
async function withAll(
  candidates: readonly Posting[],
  others: readonly LookedUpTerm[],
  fields: readonly Field[],
  call: CallContext,
): Promise<readonly Posting[]> {
  let left = candidates;
  for (const some of portionsOf(others, LOOKED_UP_AT_ONCE)) {
    const keys = left;
    if (keys.length === 0) break;
    const found = await Promise.all(some.map((term) => term.fieldsAt(fields, keys, call)));
    left = keys.flatMap((posting) => {
      const all = [posting.field, ...found.map((each) => each.get(textOf(posting)))];
      const field = all.reduce((a, b) => (a === undefined || b === undefined ? undefined : a > b ? a : b));
      return field === undefined ? [] : [{ ...posting, field }];
    });
  }
  return left;
}

function comparePlaces(a: HitPlace, b: HitPlace): number {
  return a.tier - b.tier || compareKeys(a, b);
}
