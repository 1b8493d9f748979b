import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';
import { status } from '@grpc/grpc-js';

import { ratingsTables, type RatingsTables } from './ratings-tables';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
const MAX_INT = 2 ** 31 - 1;

let tables: RatingsTables;
beforeAll(async () => {
  tables = await ratingsTables();
});
afterAll(() => tables.close());

describe.each(deploymentsOf('ratings'))('RatingsService of %s shows values of other tools:', (app) => {
  let ratings: GrpcCaller;
  beforeAll(async () => {
    ratings = await callerOf('RatingsService', app);
  });
  afterAll(() => ratings.close());

  const rate = (videoId: string, userId: string, rating: number) =>
    ratings.call(Ratings.rateVideo, { videoId: id(videoId), userId: id(userId), rating });
  const ofVideo = (videoId: string) => ratings.call(Ratings.getRating, { videoId: id(videoId) });
  const ofUser = (videoId: string, userId: string) =>
    ratings.call(Ratings.getUserRating, { videoId: id(videoId), userId: id(userId) });

  it.each([0, -3, 6, MAX_INT, -(2 ** 31)])('a rating of %d, until its user rates again', async (stored) => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    await tables.rowByOthers(videoId, userId, stored);
    expect(await ofUser(videoId, userId)).toMatchObject({ code: status.OK, response: { rating: stored } });
    expect((await ofVideo(videoId)).response).toMatchObject({
      ratingsCount: 1n,
      ratingsTotal: BigInt(stored),
    });
    expect(await rate(videoId, userId, 4)).toMatchObject({ code: status.OK });
    expect((await ofVideo(videoId)).response).toMatchObject({ ratingsCount: 1n, ratingsTotal: 4n });
  });

  it('a sum of more than an int holds, which the next rating adds to', async () => {
    const videoId = randomUUID();
    for (let user = 0; user < 3; user++) await tables.rowByOthers(videoId, randomUUID(), MAX_INT);
    const total = 3n * BigInt(MAX_INT);
    expect((await ofVideo(videoId)).response).toMatchObject({ ratingsCount: 3n, ratingsTotal: total });
    expect(await rate(videoId, randomUUID(), 5)).toMatchObject({ code: status.OK });
    expect((await ofVideo(videoId)).response).toMatchObject({ ratingsCount: 4n, ratingsTotal: total + 5n });
  });

  it('rows without a rating, or with one of no bytes, as not rated', async () => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    await tables.rowByOthers(videoId, userId, null);
    await tables.cql(
      'INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, blob_as_int(0x))',
      [videoId, randomUUID()],
    );
    expect((await ofUser(videoId, userId)).response).toMatchObject({ rating: 0 });
    expect(await ofVideo(videoId)).toMatchObject({ code: status.OK });
    expect(await rate(videoId, userId, 2)).toMatchObject({ code: status.OK });
    expect((await ofUser(videoId, userId)).response).toMatchObject({ rating: 2 });
  });

  it('counters below nothing, or one without the other', async () => {
    const [below, half] = [randomUUID(), randomUUID()];
    await tables.countersByOthers(below, -2, -9);
    await tables.cql('UPDATE video_ratings SET rating_counter = rating_counter + 3 WHERE videoid = ?', [
      half,
    ]);
    expect((await ofVideo(below)).response).toMatchObject({ ratingsCount: 0n, ratingsTotal: 0n });
    expect((await ofVideo(half)).response).toMatchObject({ ratingsCount: 3n, ratingsTotal: 0n });
    expect(await rate(below, randomUUID(), 5)).toMatchObject({ code: status.OK });
    expect((await ofVideo(below)).response).toMatchObject({ ratingsCount: 1n, ratingsTotal: 5n });
  });
});
