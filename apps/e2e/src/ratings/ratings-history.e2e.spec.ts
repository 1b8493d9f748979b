import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { EventHistoryService as History } from '@killrvideo/proto/events-v1';
import { events, RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';

import { itTellsItsHistory, type Standing } from '../world/history-cases';
import { callerOf, callerOfInternal, deploymentsOf } from '../world/world';
import { ratingsTables, type RatingsTables } from './ratings-tables';

const TYPE = 'killrvideo.ratings.events.UserRatedVideo';

let tables: RatingsTables;
let ratings: GrpcCaller;
beforeAll(async () => {
  tables = await ratingsTables();
  ratings = await callerOf('RatingsService', 'ratings');
});
afterAll(async () => {
  ratings.close();
  await tables.close();
});

const request = (rating: number, videoId: string = randomUUID()) => ({
  videoId: { value: videoId },
  userId: { value: randomUUID() },
  rating,
});

/** Of one video more than a small page has; of others each a row of another tool. */
async function make(): Promise<void> {
  const popular = randomUUID();
  for (let user = 0; user < 30; user++) await ratings.ok(Ratings.rateVideo, request(1 + (user % 5), popular));
  for (const stars of [3, 77, -1]) await tables.rowByOthers(randomUUID(), randomUUID(), stars);
  for (let user = 0; user < 5; user++) await tables.rowByOthers(popular, randomUUID(), 2);
  await tables.rowByOthers(randomUUID(), randomUUID(), null);
}

/** A time that was noted counts while nobody has written the rating since. */
async function standing(): Promise<Standing> {
  const found = new Map<string, bigint>();
  const rows = await tables.cql(
    'SELECT videoid, userid, rating, rated_at, writetime(rating) AS written, writetime(rated_at) AS noted ' +
      'FROM video_ratings_by_user',
  );
  for await (const row of rows) {
    if (row['rating'] === null) continue;
    const isNoted = String(row['noted']) === String(row['written']);
    found.set(`${row['videoid']} ${row['userid']}`, BigInt(String(row[isNoted ? 'rated_at' : 'written'])));
  }
  return found;
}

itTellsItsHistory('ratings', {
  ...{ type: TYPE, make, standing },
  unknown: () => `${randomUUID()} ${randomUUID()}`,
});

describe.each(deploymentsOf('ratings'))('The history of ratings of %s', (app) => {
  let owner: GrpcCaller;
  beforeAll(async () => (owner = await callerOfInternal('EventHistory.killrvideo.ratings.events', app)));
  afterAll(() => owner.close());

  const toldOf = async (aggregate: string) => {
    const { events: told } = await owner.ok(History.lookUp, { type: TYPE, aggregates: [aggregate] });
    return told.map(({ message, writtenAtMicros }) => ({
      at: writtenAtMicros,
      ...events.UserRatedVideo.decode(message?.value ?? Buffer.alloc(0)),
    }));
  };

  it('tells the latest rating of a user, with the time that stands in its row', async () => {
    const first = request(4);
    await ratings.ok(Ratings.rateVideo, first);
    await ratings.ok(Ratings.rateVideo, { ...first, rating: 2 });
    const [told, ...others] = await toldOf(`${first.videoId.value} ${first.userId.value}`);
    const { rows } = await tables.cql('SELECT rated_at FROM video_ratings_by_user WHERE videoid = ?', [
      first.videoId.value,
    ]);
    const at = BigInt(String(rows[0]?.['rated_at']));
    const ratingTimestamp = { seconds: at / 1_000_000n, nanos: Number((at / 1000n) % 1000n) * 1_000_000 };
    expect(told).toEqual({ at, ...first, rating: 2, ratingTimestamp });
    expect(others).toEqual([]);
  });

  it('tells a rating of another tool as it is', async () => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    await tables.cql(
      'INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, ?) USING TIMESTAMP 1000000',
      [videoId, userId, 77],
    );
    expect(await toldOf(`${videoId} ${userId}`)).toMatchObject([
      { at: 1_000_000n, rating: 77, ratingTimestamp: { seconds: 1n, nanos: 0 } },
    ]);
  });
});
