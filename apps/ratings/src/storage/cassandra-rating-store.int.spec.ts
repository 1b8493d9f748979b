import { randomUUID } from 'node:crypto';

import { idempotent, notIdempotent } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import type { RatingStore } from '../domain/rating-store';
import { given, itKeepsRatings, sum } from '../domain/rating-store.contract.testing';
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
const rowByOthers = (videoId: string, userId: string, stars: number | null) =>
  cassandra().write({ statement: LEGACY_ROW, params: [videoId, userId, stars] }, testCall());

describe('ratings in Cassandra', () => {
  itKeepsRatings(() => {
    const videoId = randomUUID();
    return {
      store,
      videoId,
      rowByOthers: (userId, stars) => rowByOthers(videoId, userId, stars),
      countersByOthers: ({ count, total }) =>
        cassandra().write({ statement: LEGACY_COUNT, params: [count, total, videoId] }, testCall()),
    };
  });

  it('begin with the rows of other backends that have a rating', async () => {
    const [videoId, ada, partly] = [randomUUID(), randomUUID(), randomUUID()];
    await rowByOthers(videoId, ada, 5);
    await rowByOthers(videoId, partly, null);
    expect(await store.startingPoint(videoId, testCall())).toEqual({ sum: sum(1, 5), mirrored: sum(0, 0) });
    expect(await store.starsOf(videoId, partly, testCall())).toBeUndefined();
    const standing = {
      sum: undefined,
      given: new Map([
        [ada, { stars: 5, ratedAt: undefined }],
        [partly, { stars: undefined, ratedAt: undefined }],
      ]),
    };
    expect(await store.settled(videoId, [ada, partly], testCall())).toEqual(standing);

    const change = {
      videoId,
      ratings: [{ userId: partly, from: undefined, to: given(3) }],
      sum: { from: undefined, to: sum(2, 8) },
    };
    expect(await store.change(change, testCall())).toEqual({ applied: true });
    expect(await store.starsOf(videoId, partly, testCall())).toBe(3);
  });

  it('can change a hundred at once', async () => {
    const videoId = randomUUID();
    const ratings = Array.from({ length: 100 }, () => ({
      userId: randomUUID(),
      from: undefined,
      to: given(3),
    }));
    const change = { videoId, ratings, sum: { from: undefined, to: sum(100, 300) } };
    expect(await store.change(change, testCall())).toEqual({ applied: true });
    const userIds = ratings.map(({ userId }) => userId);
    expect((await store.settled(videoId, userIds, testCall())).given.size).toBe(100);
  });

  it('have a mirror to which differences are added', async () => {
    const videoId = randomUUID();
    const mirror = cassandraMirror(cassandra());
    await mirror.add(videoId, sum(2, 9), testCall());
    await mirror.add(videoId, sum(0, -3), testCall());
    expect(await mirroredSum(cassandra(), videoId, testCall())).toEqual(sum(2, 6));
  });
});
