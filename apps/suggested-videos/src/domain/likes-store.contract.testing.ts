import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import type { LikesStore } from './likes-store';
import type { RatingAsOf } from './rating';

const T0 = 1_760_000_000_000_000n;

/** What everything that keeps likes owes the domain. */
export function itKeepsLikes(begin: () => LikesStore): void {
  let likes: LikesStore;
  beforeEach(() => {
    likes = begin();
  });
  const call = testCall();
  const aRating = (over: Partial<RatingAsOf> = {}): RatingAsOf => ({
    ...{ userId: randomUUID(), videoId: randomUUID(), stars: 4, at: T0 },
    ...over,
  });
  const newestOf = async (userId: string, limit = 10) =>
    (await likes.newest([userId], limit, call)).get(userId);
  const likersOf = async (videoId: string) =>
    (await likes.likers(videoId, undefined, 100, call)).map(({ userId }) => userId);

  it('has what a user gave to videos', async () => {
    const [one, other] = [aRating(), aRating({ stars: 2 })];
    const second = { ...other, userId: one.userId };
    await likes.put(one, undefined, call);
    await likes.put(second, undefined, call);
    const all = await likes.ratings(one.userId, [randomUUID(), one.videoId, other.videoId], call);
    expect(all).toHaveLength(2);
    expect(all).toEqual(expect.arrayContaining([one, second]));
    expect(await likes.ratings(one.userId, [], call)).toEqual([]);
  });

  it('lists the newest likes of users, from three stars on, newest first', async () => {
    const [userId, other] = [randomUUID(), randomUUID()];
    const given = [3, 5, 2, 4].map((stars, n) => aRating({ userId, stars, at: T0 + BigInt(n) }));
    for (const rating of given) await likes.put(rating, undefined, call);
    const ofOther = aRating({ userId: other });
    await likes.put(ofOther, undefined, call);
    expect(await newestOf(userId)).toEqual([given[3], given[1], given[0]]);
    const both = await likes.newest([userId, other, randomUUID()], 2, call);
    expect(both.get(userId)).toEqual([given[3], given[1]]);
    expect(both.get(other)).toEqual([ofOther]);
    expect([...both.values()].flat()).toHaveLength(3);
  });

  it('replaces a rating by a later one, whichever comes first', async () => {
    const before = aRating({ stars: 5 });
    const after = { ...before, stars: 3, at: T0 + 5n };
    await likes.put(before, undefined, call);
    await likes.put(after, before, call);
    expect(await newestOf(before.userId)).toEqual([after]);
    const noLike = { ...before, stars: 1, at: T0 + 9n };
    await likes.put(noLike, after, call);
    await likes.put(noLike, after, call);
    expect(await newestOf(before.userId)).toEqual([]);
    expect(await likersOf(before.videoId)).toEqual([]);
    await likes.put(after, noLike, call);
    await likes.takeBack(after, call);
    expect(await newestOf(before.userId)).toEqual([]);
    expect(await likersOf(before.videoId)).toEqual([]);
    expect(await likes.ratings(before.userId, [before.videoId], call)).toEqual([noLike]);
  });

  it('has the likers of a video in one order, from a place on', async () => {
    const videoId = randomUUID();
    for (let n = 0; n < 7; n++) await likes.put(aRating({ videoId }), undefined, call);
    await likes.put(aRating({ videoId, stars: 2 }), undefined, call);
    const all = await likes.likers(videoId, undefined, 10, call);
    expect(all).toHaveLength(7);
    for (const [n, { place }] of all.entries()) {
      expect(place).toBeGreaterThanOrEqual(all[n - 1]?.place ?? 0);
      expect(place).toBeLessThan(1);
    }
    expect(await likes.likers(videoId, undefined, 3, call)).toEqual(all.slice(0, 3));
    expect(await likes.likers(videoId, all[2], 3, call)).toEqual(all.slice(3, 6));
    expect(await likes.likers(randomUUID(), undefined, 3, call)).toEqual([]);
  });

  it('forgets ratings of before, and none of later', async () => {
    const old = aRating();
    const later = aRating({ videoId: old.videoId, at: T0 + 100n });
    for (const rating of [old, later]) await likes.put(rating, undefined, call);
    await likes.forget([old], T0 + 100n, call);
    await likes.put(old, undefined, call);
    expect(await likersOf(old.videoId)).toEqual([later.userId]);
    expect(await newestOf(old.userId)).toEqual([]);
    expect(await likes.ratings(old.userId, [old.videoId], call)).toEqual([]);
    const again = { ...old, at: T0 + 100n };
    await likes.put(again, undefined, call);
    expect(await newestOf(old.userId)).toEqual([again]);
    expect(await likersOf(old.videoId)).toHaveLength(2);
  });

  it('keeps how many like a video, the later count', async () => {
    const [videoId, other] = [randomUUID(), randomUUID()];
    await likes.putCount(videoId, 7, T0 + 1n, call);
    await likes.putCount(videoId, 5, T0, call);
    await likes.putCount(other, 1, T0, call);
    const counts = await likes.counts([videoId, other, randomUUID()], call);
    expect([counts.get(videoId), counts.get(other)]).toEqual([7, 1]);
    expect(await likes.likers(videoId, undefined, 10, call)).toEqual([]);
    expect(await likes.counts([], call)).toEqual(new Map());
  });
}
