import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';
import { eventually } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { ratingsTables, type RatingsTables } from './ratings-tables';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });

let tables: RatingsTables;
beforeAll(async () => {
  tables = await ratingsTables();
});
afterAll(() => tables.close());

describe.each(deploymentsOf('ratings'))('RatingsService of %s', (app) => {
  let ratings: GrpcCaller;
  beforeAll(async () => {
    ratings = await callerOf('RatingsService', app);
  });
  afterAll(() => ratings.close());

  const rate = (videoId: string, userId: string, rating: number) =>
    ratings.call(Ratings.rateVideo, { videoId: id(videoId), userId: id(userId), rating });
  const ok = async (videoId: string, userId: string, rating: number) =>
    expect(await rate(videoId, userId, rating)).toMatchObject({ code: status.OK, response: {} });
  const ofVideo = async (videoId: string) =>
    (await ratings.call(Ratings.getRating, { videoId: id(videoId) })).response;
  const ofUser = async (videoId: string, userId: string) =>
    (await ratings.call(Ratings.getUserRating, { videoId: id(videoId), userId: id(userId) })).response;
  const expectSum = async (videoId: string, count: number, total: number) =>
    expect(await ofVideo(videoId)).toEqual({
      videoId: id(videoId),
      ratingsCount: BigInt(count),
      ratingsTotal: BigInt(total),
    });

  describe('RateVideo', () => {
    it('counts a first rating, replaces it by the next, and lets a repeat change nothing', async () => {
      const [videoId, ada, bob] = [randomUUID(), randomUUID(), randomUUID()];
      await ok(videoId, ada, 4);
      await expectSum(videoId, 1, 4);
      expect(await ofUser(videoId, ada)).toEqual({ videoId: id(videoId), userId: id(ada), rating: 4 });

      await ok(videoId, bob, 5);
      await expectSum(videoId, 2, 9);
      await ok(videoId, ada, 1);
      await expectSum(videoId, 2, 6);
      await ok(videoId, ada, 1);
      await ok(videoId, bob, 5);
      await expectSum(videoId, 2, 6);
      expect((await ofUser(videoId, ada))?.rating).toBe(1);
      expect((await ofUser(videoId, bob))?.rating).toBe(5);
    });

    it.each([1, 2, 3, 4, 5])('takes %d', async (stars) => {
      const videoId = randomUUID();
      await ok(videoId, randomUUID(), stars);
      await expectSum(videoId, 1, stars);
    });

    it.each([0, -1, 6, 2_147_483_647, -2_147_483_648])('refuses %d, and changes nothing', async (stars) => {
      const [videoId, userId] = [randomUUID(), randomUUID()];
      expect(await rate(videoId, userId, stars)).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'rating must be from 1 to 5',
      });
      await expectSum(videoId, 0, 0);
    });

    it('names every bad field at once', async () => {
      const nothing = { videoId: undefined, userId: id(''), rating: 0 };
      expect(await ratings.call(Ratings.rateVideo, nothing)).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'video_id is missing; user_id is missing; rating must be from 1 to 5',
      });
      expect(await rate('no-uuid', '99051fe96a9c46c2b94938ef78858dd0', 3)).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'video_id is not a UUID of 36 characters; user_id is not a UUID of 36 characters',
      });
    });

    it('knows an id in either letter case', async () => {
      const [videoId, userId] = [randomUUID(), randomUUID()];
      await ok(videoId, userId, 2);
      await ok(videoId.toUpperCase(), userId.toUpperCase(), 5);
      await expectSum(videoId, 1, 5);
    });

    it('stays exact when the same users rate again and again at once', async () => {
      const videoId = randomUUID();
      const users = Array.from({ length: 20 }, () => randomUUID());
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) => rate(videoId, users[index % 20] ?? '', 1 + (index % 5))),
      );
      expect(answers.map(({ code }) => code)).toEqual(answers.map(() => status.OK));
      const stars = await Promise.all(
        users.map(async (userId) => (await ofUser(videoId, userId))?.rating ?? 0),
      );
      await expectSum(
        videoId,
        20,
        stars.reduce((sum, each) => sum + each, 0),
      );
    });

    it('is readable when the answer comes, while many others rate', async () => {
      const videoId = randomUUID();
      await Promise.all(
        Array.from({ length: 40 }, async (_, index) => {
          const [userId, stars] = [randomUUID(), 1 + (index % 5)];
          await ok(videoId, userId, stars);
          expect((await ofUser(videoId, userId))?.rating).toBe(stars);
          expect((await ofVideo(videoId))?.ratingsCount).toBeGreaterThanOrEqual(1n);
        }),
      );
      await expectSum(videoId, 40, 120);
    });

    it('is followed by the counters that other tools read', async () => {
      const [videoId, ada] = [randomUUID(), randomUUID()];
      await ok(videoId, ada, 4);
      await ok(videoId, randomUUID(), 3);
      await ok(videoId, ada, 2);
      await eventually(async () => expect(await tables.mirror(videoId)).toEqual(['2', '5']));
    });
  });

  describe('GetRating and GetUserRating', () => {
    it('answer zeros for what nobody rated, and echo the ids as they were sent', async () => {
      const [videoId, userId] = [randomUUID().toUpperCase(), randomUUID().toUpperCase()];
      await expectSum(videoId, 0, 0);
      expect(await ofUser(videoId, userId)).toEqual({ videoId: id(videoId), userId: id(userId), rating: 0 });
      await ok(videoId, randomUUID(), 3);
      await expectSum(videoId, 1, 3);
      expect((await ofUser(videoId, userId))?.rating).toBe(0);
    });

    it('refuse bad ids', async () => {
      expect(await ratings.call(Ratings.getRating, { videoId: undefined })).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'video_id is missing',
      });
      expect(
        await ratings.call(Ratings.getUserRating, { videoId: id('x'), userId: undefined }),
      ).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'video_id is not a UUID of 36 characters; user_id is missing',
      });
    });
  });

  describe('a video that another backend has filled', () => {
    it('begins with the sum of its rows, whatever was counted, and the counters follow from then on', async () => {
      const [videoId, ada, bob, eve] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      await tables.rowByOthers(videoId, ada, 5);
      await tables.rowByOthers(videoId, bob, 3);
      await tables.countersByOthers(videoId, 7, 31);
      await expectSum(videoId, 2, 8);
      expect((await ofUser(videoId, ada))?.rating).toBe(5);

      await ok(videoId, eve, 1);
      await expectSum(videoId, 3, 9);
      await ok(videoId, ada, 2);
      await expectSum(videoId, 3, 6);
      await eventually(async () => expect(await tables.mirror(videoId)).toEqual(['3', '6']));
    });

    it('counts an old row once when its user is the first to rate again, also with the same stars', async () => {
      const [videoId, ada, bob] = [randomUUID(), randomUUID(), randomUUID()];
      await tables.rowByOthers(videoId, ada, 5);
      await tables.rowByOthers(videoId, bob, 4);
      await ok(videoId, ada, 5);
      await expectSum(videoId, 2, 9);
      await ok(videoId, ada, 1);
      await expectSum(videoId, 2, 5);
    });

    it('begins with what was counted where it has no rows', async () => {
      const videoId = randomUUID();
      await tables.countersByOthers(videoId, 10, 42);
      await expectSum(videoId, 10, 42);
      await ok(videoId, randomUUID(), 5);
      await expectSum(videoId, 11, 47);
      await eventually(async () => expect(await tables.mirror(videoId)).toEqual(['11', '47']));
    });

    it('takes a row without a rating for none', async () => {
      const [videoId, ada] = [randomUUID(), randomUUID()];
      await tables.rowByOthers(videoId, ada, null);
      await expectSum(videoId, 0, 0);
      expect((await ofUser(videoId, ada))?.rating).toBe(0);
      await ok(videoId, ada, 3);
      await expectSum(videoId, 1, 3);
    });

    it('stays exact when many rate it for the first time at once', async () => {
      const videoId = randomUUID();
      const old = Array.from({ length: 10 }, () => randomUUID());
      for (const userId of old) await tables.rowByOthers(videoId, userId, 1);
      await Promise.all(
        [...old, ...Array.from({ length: 50 }, () => randomUUID())].map((u) => ok(videoId, u, 5)),
      );
      await expectSum(videoId, 60, 300);
    });
  });

  it('forgets what another tool truncated, and takes the same ids again', async () => {
    const [videoId, ada, bob] = [randomUUID(), randomUUID(), randomUUID()];
    await ok(videoId, ada, 5);
    await ok(videoId, bob, 5);
    await eventually(async () => expect(await tables.mirror(videoId)).toEqual(['2', '10']));
    await tables.cql('TRUNCATE video_ratings_by_user');
    await tables.cql('TRUNCATE video_ratings');
    await expectSum(videoId, 0, 0);
    expect((await ofUser(videoId, ada))?.rating).toBe(0);

    await ok(videoId, ada, 5);
    await expectSum(videoId, 1, 5);
    await ok(videoId, bob, 1);
    await expectSum(videoId, 2, 6);
    await eventually(async () => expect(await tables.mirror(videoId)).toEqual(['2', '6']));
  });
});
