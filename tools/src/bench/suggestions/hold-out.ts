import { randomOf } from '../../sample-data/plan/random';
import { isLike, type GivenRating } from './rating-set';

/** Which like of each user is held out: the newest one, or one by chance, another one by each seed. */
export type HeldOutLike = 'newest' | { readonly seed: number };

/** What is left to learn from, and what is to be found, by user. */
export interface Split {
  readonly known: readonly GivenRating[];
  readonly heldOut: ReadonlyMap<string, string>;
}

/** Of each user with two likes at least, one is held out; at least one is left. */
export function holdOut(ratings: readonly GivenRating[], which: HeldOutLike): Split {
  const likes = new Map<string, GivenRating[]>();
  for (const rating of ratings.filter(isLike)) {
    likes.set(rating.userId, [...(likes.get(rating.userId) ?? []), rating]);
  }
  const held = [...likes]
    .filter(([, all]) => all.length >= 2)
    .map(([userId, all]) => pick(userId, all, which));
  const heldOut = new Set(held);
  return {
    known: ratings.filter((rating) => !heldOut.has(rating)),
    heldOut: new Map(held.map(({ userId, videoId }) => [userId, videoId])),
  };
}

function pick(userId: string, likes: readonly GivenRating[], which: HeldOutLike): GivenRating {
  const newest = likes.at(-1);
  if (newest === undefined) throw new Error('a user without likes has none to hold out');
  return which === 'newest' ? newest : randomOf(which.seed, 'held out', userId).pick(likes);
}
