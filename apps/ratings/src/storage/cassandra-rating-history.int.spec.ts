import { randomUUID } from 'node:crypto';

import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import type { Fact, History } from '@killrvideo/core';
import { everyFact, testCall } from '@killrvideo/testing';

import type { RatingEvent } from '../domain/rating-event';
import { given, sum } from '../domain/rating-store.contract.testing';
import type { RatingStore } from '../domain/rating-store';
import schema from '../schema.cql';
import { cassandraRatingHistory } from './cassandra-rating-history';
import { cassandraRatingStore } from './cassandra-rating-store';

const cassandra = useScratchKeyspace(schema);
let store: RatingStore;
let history: History<RatingEvent>;
beforeAll(() => {
  store = cassandraRatingStore(cassandra());
  history = cassandraRatingHistory(cassandra());
});
beforeEach(() => run('TRUNCATE video_ratings_by_user'));

/** Straight into the table, as other tools go. */
const run = (cql: string, ...params: unknown[]) =>
  cassandra().rows({ cql, idempotent: true, label: 'test' }, params, testCall());
const rowByOthers = (videoId: string, userId: string, stars: number | null, at = 1234) =>
  run(
    `INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, ?) USING TIMESTAMP ${at}`,
    ...[videoId, userId, stars],
  );

type Told = Fact<RatingEvent>;

const all = (limit: number): Promise<Told[]> => everyFact(history, limit);

const keyOf = ({ happened: { rating } }: Told): string => `${rating.videoId} ${rating.userId}`;

describe('the history of ratings', () => {
  it.each([1, 2, 7, 10, 1000])('has each once, in pages of %d, which end within videos', async (limit) => {
    const keys: string[] = [];
    for (const users of [1, 3, 10, 2, 10]) {
      const videoId = randomUUID();
      for (let user = 0; user < users; user++) {
        const userId = randomUUID();
        await rowByOthers(videoId, userId, 3);
        keys.push(`${videoId} ${userId}`);
      }
    }
    const told = (await all(limit)).map(keyOf);
    expect(told).toHaveLength(keys.length);
    expect(new Set(told)).toEqual(new Set(keys));
  });

  it('has the time that was noted with a rating', async () => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    const to = given(4);
    await store.change(
      { videoId, ratings: [{ userId, from: undefined, to }], sum: { from: undefined, to: sum(1, 4) } },
      testCall(),
    );
    const rating = { videoId, userId, stars: 4 };
    const told = { happened: { kind: 'user-rated-video', rating }, at: to.ratedAt };
    expect(await all(10)).toEqual([told]);
    expect(await history.factOf(`${videoId} ${userId}`, testCall())).toEqual(told);
  });

  it('has the write time of a rating that another tool gave, also instead of one given here', async () => {
    const [videoId, ada, bob] = [randomUUID(), randomUUID(), randomUUID()];
    const to = given(4);
    await store.change(
      { videoId, ratings: [{ userId: ada, from: undefined, to }], sum: { from: undefined, to: sum(1, 4) } },
      testCall(),
    );
    const later = (Date.now() + 1000) * 1000;
    await rowByOthers(videoId, ada, 2, later);
    await rowByOthers(videoId, bob, 1);
    expect(await history.factOf(`${videoId} ${ada}`, testCall())).toMatchObject({
      happened: { rating: { stars: 2 } },
      at: BigInt(later),
    });
    expect(await history.factOf(`${videoId} ${bob}`, testCall())).toMatchObject({ at: 1234n });
  });

  it('has no rows without a rating, and none of a video that has only a sum', async () => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    await rowByOthers(videoId, userId, null);
    await run('UPDATE video_ratings_by_user SET ratings_count = 1 WHERE videoid = ?', randomUUID());
    await run(
      'INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, blob_as_int(0x))',
      ...[videoId, randomUUID()],
    );
    await rowByOthers(randomUUID(), randomUUID(), 5);
    for (const limit of [1, 2, 3, 10]) expect(await all(limit)).toHaveLength(1);
    expect(await history.factOf(`${videoId} ${userId}`, testCall())).toBeUndefined();
  });

  it('refuses what can be no rating, and has nothing of one that is not there', async () => {
    expect(await history.factOf(`${randomUUID()} ${randomUUID()}`, testCall())).toBeUndefined();
    await expect(history.factOf(randomUUID(), testCall())).rejects.toThrow(
      'the user of an aggregate is missing',
    );
    await expect(history.factOf('a b', testCall())).rejects.toThrow(
      'the video of an aggregate is not a UUID',
    );
  });
});
