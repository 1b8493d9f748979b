import { randomUUID } from 'node:crypto';

import type { DomainError } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import type { Change, RatingStore } from './rating-store';
import type { StandingRating } from './rating';
import type { RatingSum } from './rating-sum';

/** A store with a video that nobody rated yet, and how other backends write into the same tables. */
export interface RatingsHarness {
  readonly store: RatingStore;
  readonly videoId: string;
  readonly rowByOthers: (userId: string, stars: number) => Promise<void>;
  /** Adds to the counters. */
  readonly countersByOthers: (difference: RatingSum) => Promise<void>;
}

export const sum = (count: number, total: number): RatingSum => ({
  count: BigInt(count),
  total: BigInt(total),
});

/** Stars as they are given, 4 µs after 1970 by default; without a time: as other backends write them. */
export const given = (stars: number, ratedAt = 4n) => ({ stars, ratedAt });
const byOthers = (stars: number): StandingRating => ({ stars, ratedAt: undefined });

/** What every store of ratings owes the domain. `begin` is called for each case. */
export function itKeepsRatings(begin: () => RatingsHarness): void {
  let { store, videoId, rowByOthers, countersByOthers } = {} as RatingsHarness;
  let [ada, bob] = ['', ''];
  beforeEach(() => {
    ({ store, videoId, rowByOthers, countersByOthers } = begin());
    [ada, bob] = [randomUUID(), randomUUID()];
  });
  const change = (ratings: Change['ratings'], from: RatingSum | undefined, to: RatingSum) =>
    store.change({ videoId, ratings, sum: { from, to } }, testCall());
  const first = (userId: string, to: number) =>
    change([{ userId, from: undefined, to: given(to) }], undefined, sum(1, to));
  const keptSum = () => store.keptSum(videoId, testCall());
  const starsOf = (userId: string) => store.starsOf(videoId, userId, testCall());
  const settled = (...userIds: string[]) => store.settled(videoId, userIds, testCall());
  const startingPoint = () => store.startingPoint(videoId, testCall());

  it('change together with their sum, and can be read', async () => {
    expect(await keptSum()).toBeUndefined();
    expect(await starsOf(ada)).toBeUndefined();

    expect(await first(ada, 4)).toEqual({ applied: true });
    const both = [
      { userId: ada, from: given(4), to: given(1, 5n) },
      { userId: bob, from: undefined, to: given(5) },
    ];
    expect(await change(both, sum(1, 4), sum(2, 6))).toEqual({ applied: true });
    expect(await keptSum()).toEqual(sum(2, 6));
    expect(await starsOf(ada)).toBe(1);
    expect(await starsOf(bob)).toBe(5);
  });

  it('are refused as a whole when one user has rated meanwhile; the refusal says what stands', async () => {
    await first(ada, 4);
    const stale = [bob, ada].map((userId) => ({ userId, from: undefined, to: given(2) }));
    const standing = { sum: sum(1, 4), given: new Map([[ada, given(4)]]) };
    expect(await change(stale, sum(1, 4), sum(3, 8))).toEqual({ applied: false, standing });
    expect(await starsOf(bob)).toBeUndefined();
    expect(await settled(ada, bob)).toEqual(standing);
  });

  it.each([
    ['one user has other stars', given(3), sum(1, 4)],
    ['one user has given the same at another time', given(4, 5n), sum(1, 4)],
    ['one user has given the same, but nobody knew when', byOthers(4), sum(1, 4)],
    ['count and total are others', given(4), sum(2, 6)],
    ['the count is another', given(4), sum(2, 4)],
    ['the total is another', given(4), sum(1, 5)],
    ['a sum is kept meanwhile', given(4), undefined],
  ])('are refused when %s', async (_, expected, from) => {
    await first(ada, 4);
    const standing = { sum: sum(1, 4), given: new Map([[ada, given(4)]]) };
    expect(await change([{ userId: ada, from: expected, to: given(1, 6n) }], from, sum(1, 1))).toEqual({
      applied: false,
      standing,
    });
    expect(await settled(ada)).toEqual(standing);
  });

  it('are refused when a user who was to have rated has not', async () => {
    await first(ada, 4);
    const standing = { sum: sum(1, 4), given: new Map() };
    expect(await change([{ userId: bob, from: given(4), to: given(1) }], sum(1, 4), sum(1, 1))).toEqual({
      applied: false,
      standing,
    });
    expect(await settled(bob)).toEqual(standing);
  });

  it('tell of the sum although none of the users has rated', async () => {
    await first(ada, 4);
    const standing = { sum: sum(1, 4), given: new Map() };
    expect(await settled(bob)).toEqual(standing);
    expect(await first(bob, 1)).toEqual({ applied: false, standing });
  });

  it('tell that nothing is kept when another tool has emptied the table', async () => {
    const standing = { sum: undefined, given: new Map() };
    const rating = { userId: ada, from: undefined, to: given(4) };
    expect(await change([rating], sum(7, 20), sum(8, 24))).toEqual({ applied: false, standing });
    expect(await settled(ada)).toEqual(standing);
  });

  it('have a sum that can be kept alone, once', async () => {
    expect(await change([], undefined, sum(2, 7))).toEqual({ applied: true });
    expect(await keptSum()).toEqual(sum(2, 7));
    const standing = { sum: sum(2, 7), given: new Map() };
    expect(await change([], undefined, sum(3, 8))).toEqual({ applied: false, standing });
  });

  it('are changed by one of many who expect the same', async () => {
    const users = Array.from({ length: 5 }, () => randomUUID() as string);
    const outcomes = await Promise.all(
      users.map((userId) =>
        first(userId, 3).then(
          ({ applied }) => (applied ? 'applied' : 'refused'),
          (error: DomainError) => error.kind,
        ),
      ),
    );
    const standing = await settled(...users);
    const winners = users.filter((_, at) => outcomes[at] === 'applied');
    // On a busy machine a rival may not learn what became of its change: it may be the winner, too.
    if (outcomes.includes('unavailable')) expect(winners.length).toBeLessThanOrEqual(1);
    else expect(winners).toHaveLength(1);
    for (const winner of winners)
      expect(standing).toEqual({ sum: sum(1, 3), given: new Map([[winner, given(3)]]) });
    expect(standing.given.size).toBe(standing.sum === undefined ? 0 : 1);
  });

  it('begin with the rows of other backends, whatever these have counted', async () => {
    await rowByOthers(ada, 5);
    await rowByOthers(bob, 2);
    await countersByOthers(sum(9, 30));
    expect(await keptSum()).toBeUndefined();
    expect(await starsOf(ada)).toBe(5);
    expect(await settled(ada)).toEqual({ sum: undefined, given: new Map([[ada, byOthers(5)]]) });
    expect(await startingPoint()).toEqual({ sum: sum(2, 7), mirrored: sum(9, 30) });

    expect(await change([{ userId: ada, from: byOthers(5), to: given(1) }], undefined, sum(2, 3))).toEqual({
      applied: true,
    });
    expect(await keptSum()).toEqual(sum(2, 3));
    expect(await startingPoint()).toEqual({ sum: sum(2, 3), mirrored: sum(9, 30) });
  });

  it.each([
    ['what was counted', sum(3, 12), sum(3, 12)],
    ['nothing where the counters have drifted below one rating', sum(0, -2), sum(0, 0)],
    ['nothing where the counters have drifted below none', sum(-1, 4), sum(0, 0)],
    ['nothing where there is nothing', undefined, sum(0, 0)],
  ])('begin where there are no rows with %s', async (_, counted, expected) => {
    if (counted !== undefined) await countersByOthers(counted);
    expect(await startingPoint()).toEqual({ sum: expected, mirrored: counted ?? sum(0, 0) });
  });
}
