import { type CallContext, portionsOf } from '@killrvideo/core';

import type { IndexStore } from './index-store';
import { TAGS } from './posting';
import type { Term } from './term';

/** Letters of a word that may be mistyped, and of words that it may have been meant for. */
const SHORTEST_MISTYPED = 4;
const [SHORTEST_MEANT, LONGEST] = [3, 30];
/** What a paging state has room for. */
const [MOST_MISTYPED, MOST_MEANT] = [3, 3];
/** Words that are looked at: under one text, and of those that are alike. */
const [MOST_UNDER_A_TEXT, MOST_ALIKE] = [100, 24];
/** Enough to tell a frequent word from a rare one. */
const COUNTED_UP_TO = 64;
const AT_ONCE = 4;

const lettersIn = (word: string): string[] => [...word];

/** The word, and all that remains of it when a letter is left out; nothing of one that is too short or too long. */
export function deletionsOf(word: string): string[] {
  const letters = lettersIn(word);
  if (letters.length < SHORTEST_MEANT || letters.length > LONGEST) return [];
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])];
}

/** A letter more, one less, another one, or two that changed places (Damerau 1964). */
export function isOneEditAway(a: string, b: string): boolean {
  const [short, long] = [lettersIn(a), lettersIn(b)].sort((x, y) => x.length - y.length) as [
    string[],
    string[],
  ];
  const at = short.findIndex((letter, index) => letter !== long[index]);
  if (at === -1) return long.length === short.length + 1;
  const rest = (letters: string[], from: number): string => letters.slice(from).join('');
  if (long.length === short.length + 1) return rest(short, at) === rest(long, at + 1);
  if (long.length !== short.length) return false;
  const areSwapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  return (
    rest(short, at + 1) === rest(long, at + 1) || (areSwapped && rest(short, at + 2) === rest(long, at + 2))
  );
}

/** A word of a query by its place, and the words of names and tags that it may have been meant for. */
export interface Mistyped {
  readonly at: number;
  readonly meant: Term;
}

/**
 * Finds what may have been meant by the terms of a query that occur nowhere, each in its first spelling: the most frequent
 * words one typing mistake away. None where it is not that: all occur, or one is too short, too many, or like no word.
 */
export function meantBy(store: Pick<IndexStore, 'wordsWithDeletion' | 'postings'>) {
  return async (terms: readonly Term[], call: CallContext): Promise<readonly Mistyped[]> => {
    const unknown: { readonly at: number; readonly word: string }[] = [];
    for (const some of portionsOf([...terms.entries()], AT_ONCE)) {
      const occur = await Promise.all(some.map(([, term]) => occurs(term, call)));
      unknown.push(
        ...some.flatMap(([at, [word = '']], index) => (occur[index] === true ? [] : [{ at, word }])),
      );
      const isHopeless = unknown.some(({ word }) => lettersIn(word).length < SHORTEST_MISTYPED);
      if (isHopeless || unknown.length > MOST_MISTYPED) return [];
    }
    const all = await Promise.all(
      unknown.map(async ({ at, word }) => ({ at, meant: await meant(word, call) })),
    );
    return all.every(({ meant: { length } }) => length > 0) ? all : [];
  };

  async function occurs(term: Term, call: CallContext): Promise<boolean> {
    const found = await Promise.all(term.map((word) => store.postings(word, 1, call)));
    return found.flat().length > 0;
  }

  async function meant(word: string, call: CallContext): Promise<Term> {
    const found = await Promise.all(
      deletionsOf(word).map((text) => store.wordsWithDeletion(text, MOST_UNDER_A_TEXT, call)),
    );
    const alike = [...new Set(found.flat())].filter((other) => isOneEditAway(word, other)).sort();
    const counted: { readonly other: string; readonly count: number }[] = [];
    for (const some of portionsOf(alike.slice(0, MOST_ALIKE), AT_ONCE)) {
      counted.push(
        ...(await Promise.all(some.map(async (other) => ({ other, count: await count(other, call) })))),
      );
    }
    // Words are kept for longer than videos have them.
    const there = counted.filter((each) => each.count > 0).sort((a, b) => b.count - a.count);
    return there.slice(0, MOST_MEANT).map(({ other }) => other);
  }

  /** In names and tags. */
  async function count(word: string, call: CallContext): Promise<number> {
    const postings = await store.postings(word, COUNTED_UP_TO, call);
    return postings.filter(({ field }) => field <= TAGS).length;
  }
}
