import type { CallContext } from '@killrvideo/core';

import type { IndexStore } from './index-store';
import { NAME, TAGS } from './posting';
import type { Term } from './term';

/** Letters of a word that may be mistyped, and of words that it may have been meant for. */
const SHORTEST_MISTYPED = 4;
const [SHORTEST_MEANT, LONGEST] = [3, 30];
/** What a paging state has room for. */
const [MOST_MISTYPED, MOST_MEANT] = [3, 3];
/** Words that are looked at under one text: far more than are that much alike. */
const MOST_ALIKE = 100;

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

/** Finds what may have been meant by words that occur nowhere; undefined where that cannot be said of each. */
export function meantBy(store: Pick<IndexStore, 'wordsWithDeletion' | 'postings'>) {
  /** It stands in a name or tag now: words are kept for longer than videos have them. */
  const isThere = async (word: string, call: CallContext): Promise<boolean> => {
    const [best] = await store.postings(word, 1, call);
    return best?.field === NAME || best?.field === TAGS;
  };
  const meant = async (word: string, call: CallContext): Promise<Term> => {
    const found = await Promise.all(
      deletionsOf(word).map((text) => store.wordsWithDeletion(text, MOST_ALIKE, call)),
    );
    const alike = [...new Set(found.flat())].filter((other) => isOneEditAway(word, other)).sort();
    const there: string[] = [];
    for (let at = 0; at < alike.length && there.length < MOST_MEANT; at += MOST_MEANT) {
      const some = alike.slice(at, at + MOST_MEANT);
      const areThere = await Promise.all(some.map((other) => isThere(other, call)));
      there.push(...some.filter((_, index) => areThere[index]));
    }
    return there.slice(0, MOST_MEANT);
  };

  return async (
    unknown: readonly { readonly at: number; readonly word: string }[],
    call: CallContext,
  ): Promise<readonly Mistyped[] | undefined> => {
    const isHopeless = unknown.some(({ word }) => lettersIn(word).length < SHORTEST_MISTYPED);
    if (isHopeless || unknown.length > MOST_MISTYPED) return undefined;
    const all = await Promise.all(
      unknown.map(async ({ at, word }) => ({ at, meant: await meant(word, call) })),
    );
    return all.every(({ meant: { length } }) => length > 0) ? all : undefined;
  };
}
