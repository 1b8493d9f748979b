import { randomUUID } from 'node:crypto';

import { idempotent, notIdempotent } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import type { RatingStore } from '../domain/rating-store';
import schema from '../schema.cql';
import { cassandraMirror, mirroredSum } from './cassandra-mirror';
import { cassandraRatingStore } from './cassandra-rating-store';

const cassandra = useScratchKeyspace(schema);
let store: RatingStore;

beforeAll(() => {
  store = cassandraRatingStore(cassandra());
});

const LEGACY_ROW = idempotent('INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, ?)');
const LEGACY_COUNT = notIdempotent(
  'UPDATE video_ratings SET rating_counter = rating_counter + ?, rating_total = rating_total + ? WHERE videoid = ?',
);
const byOthers = (videoId: string, userId: string, stars: number | null) =>
  cassandra().write({ statement: LEGACY_ROW, params: [videoId, userId, stars] }, testCall());
const countedByOthers = (videoId: string, count: bigint, total: bigint) =>
  cassandra().write({ statement: LEGACY_COUNT, params: [count, total, videoId] }, testCall());

const sum = (count: number, total: number) => ({ count: BigInt(count), total: BigInt(total) });
const first = (videoId: string, userId: string, to: number) => ({
  videoId,
  ratings: [{ userId, from: undefined, to }],
  sum: { from: undefined, to: sum(1, to) },
});

describe('ratings in Cassandra', () => {
  it('change together with their sum, and can be read', async () => {
    const [videoId, ada, bob] = [randomUUID(), randomUUID(), randomUUID()];
    expect(await store.keptSum(videoId, testCall())).toBeUndefined();
    expect(await store.starsOf(videoId, ada, testCall())).toBeUndefined();

    expect(await store.change(first(videoId, ada, 4), testCall())).toEqual({ applied: true });
    const both = {
      videoId,
      ratings: [
        { userId: ada, from: 4, to: 1 },
        { userId: bob, from: undefined, to: 5 },
      ],
      sum: { from: sum(1, 4), to: sum(2, 6) },
    };
    expect(await store.change(both, testCall())).toEqual({ applied: true });
    expect(await store.keptSum(videoId, testCall())).toEqual(sum(2, 6));
    expect(await store.starsOf(videoId, ada, testCall())).toBe(1);
    expect(await store.starsOf(videoId, bob, testCall())).toBe(5);
  });

  it('are refused as a whole when one user has rated meanwhile; the refusal says what stands', async () => {
    const [videoId, ada, bob] = [randomUUID(), randomUUID(), randomUUID()];
    await store.change(first(videoId, ada, 4), testCall());
    const stale = {
      videoId,
      ratings: [ada, bob].map((userId) => ({ userId, from: undefined, to: 2 })),
      sum: { from: sum(1, 4), to: sum(3, 8) },
    };
    const standing = { sum: sum(1, 4), stars: new Map([[ada, 4]]) };
    expect(await store.change(stale, testCall())).toEqual({ applied: false, standing });
    expect(await store.starsOf(videoId, bob, testCall())).toBeUndefined();
    expect(await store.settled(videoId, [ada, bob], testCall())).toEqual(standing);
  });

  it('tell of the sum although none of the users has rated', async () => {
    const [videoId, ada, bob] = [randomUUID(), randomUUID(), randomUUID()];
    await store.change(first(videoId, ada, 4), testCall());
    const standing = { sum: sum(1, 4), stars: new Map() };
    expect(await store.settled(videoId, [bob], testCall())).toEqual(standing);
    expect(await store.change(first(videoId, bob, 1), testCall())).toEqual({ applied: false, standing });
  });

  it('tell that nothing is kept when another tool has emptied the table', async () => {
    const [videoId, ada] = [randomUUID(), randomUUID()];
    const change = { ...first(videoId, ada, 4), sum: { from: sum(7, 20), to: sum(8, 24) } };
    const standing = { sum: undefined, stars: new Map() };
    expect(await store.change(change, testCall())).toEqual({ applied: false, standing });
    expect(await store.settled(videoId, [ada], testCall())).toEqual(standing);
  });

  it('begin with the rows of other backends, whatever these have counted', async () => {
    const [videoId, ada, bob, partly] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await byOthers(videoId, ada, 5);
    await byOthers(videoId, bob, 2);
    await byOthers(videoId, partly, null);
    await countedByOthers(videoId, 9n, 30n);
    expect(await store.keptSum(videoId, testCall())).toBeUndefined();
    expect(await store.startingPoint(videoId, testCall())).toEqual({ sum: sum(2, 7), mirrored: sum(9, 30) });

    const change = {
      videoId,
      ratings: [
        { userId: ada, from: 5, to: 1 },
        { userId: partly, from: undefined, to: 3 },
      ],
      sum: { from: undefined, to: sum(3, 6) },
    };
    expect(await store.change(change, testCall())).toEqual({ applied: true });
    expect(await store.keptSum(videoId, testCall())).toEqual(sum(3, 6));
  });

  it('begin with what was counted where there are no rows, and with nothing where there is nothing', async () => {
    const [counted, drifted, unknown] = [randomUUID(), randomUUID(), randomUUID()];
    await countedByOthers(counted, 3n, 12n);
    await countedByOthers(drifted, 0n, -2n);
    expect((await store.startingPoint(counted, testCall())).sum).toEqual(sum(3, 12));
    expect((await store.startingPoint(drifted, testCall())).sum).toEqual(sum(0, 0));
    expect((await store.startingPoint(unknown, testCall())).sum).toEqual(sum(0, 0));
  });

  it('can change a hundred at once', async () => {
    const videoId = randomUUID();
    const ratings = Array.from({ length: 100 }, () => ({ userId: randomUUID(), from: undefined, to: 3 }));
    const change = { videoId, ratings, sum: { from: undefined, to: sum(100, 300) } };
    expect(await store.change(change, testCall())).toEqual({ applied: true });
    const userIds = ratings.map(({ userId }) => userId);
    expect((await store.settled(videoId, userIds, testCall())).stars.size).toBe(100);
  });

  it('have a mirror to which differences are added', async () => {
    const videoId = randomUUID();
    const mirror = cassandraMirror(cassandra());
    await mirror.add(videoId, sum(2, 9), testCall());
    await mirror.add(videoId, sum(0, -3), testCall());
    expect(await mirroredSum(cassandra(), videoId, testCall())).toEqual(sum(2, 6));
  });
});
