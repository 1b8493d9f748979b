import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { events, RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';
import { eventually } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { eventGroup, type EventGroup } from '../world/event-group';
import { callerOf, deploymentsOf } from '../world/world';

const SOON_MS = 20_000;

let cassandra: Client;
let group: EventGroup;
beforeAll(async () => {
  cassandra = await cassandraOf();
  group = await eventGroup(cassandra, 'killrvideo.ratings.events.UserRatedVideo');
});
afterAll(async () => {
  await group.end();
  await cassandra.shutdown();
});

const request = (rating: number, videoId: string = randomUUID(), userId: string = randomUUID()) => ({
  videoId: { value: videoId },
  userId: { value: userId },
  rating,
});
type RateVideo = ReturnType<typeof request>;

/** What the group has heard of a user's ratings of a video, each once, by the times of the ratings. */
function heardOf({ videoId, userId }: RateVideo) {
  const heard = group.heard.filter(({ aggregate }) => aggregate === `${videoId.value} ${userId.value}`);
  const byTime = new Map(
    heard.map(({ writtenAtMicros, message }) => [
      writtenAtMicros,
      events.UserRatedVideo.decode(message?.value ?? Buffer.alloc(0)),
    ]),
  );
  return [...byTime].sort(([a], [b]) => (a < b ? -1 : 1)).map(([at, message]) => ({ at, ...message }));
}
const starsHeardOf = (each: RateVideo) => heardOf(each).map(({ rating }) => rating);
const soon = (check: () => void) => eventually(check, SOON_MS);

async function rowOf({ videoId, userId }: RateVideo) {
  const { rows } = await cassandra.execute(
    'SELECT rating, rated_at FROM video_ratings_by_user WHERE videoid = ? AND userid = ?',
    [videoId.value, userId.value],
    { prepare: true },
  );
  return { rating: rows[0]?.['rating'] as number, at: BigInt(String(rows[0]?.['rated_at'])) };
}

describe.each(deploymentsOf('ratings'))('A group that has subscribed hears of ratings of %s:', (app) => {
  let ratings: GrpcCaller;
  beforeAll(async () => (ratings = await callerOf('RatingsService', app)));
  afterAll(() => ratings.close());

  it('each with all that is known of it, and the time that stands in its row', async () => {
    const given = request(4);
    await ratings.ok(Ratings.rateVideo, given);
    await soon(() => expect(heardOf(given)).toHaveLength(1));
    const { at, rating } = await rowOf(given);
    expect(heardOf(given)).toEqual([
      {
        at,
        videoId: given.videoId,
        userId: given.userId,
        rating,
        ratingTimestamp: {
          seconds: at / 1_000_000n,
          nanos: Number((at / 1000n) % 1000n) * 1_000_000,
        },
      },
    ]);
  });

  it('each of a user who changes their mind, also back to the same stars, later by a millisecond or more', async () => {
    const first = request(4);
    const { videoId, userId } = first;
    for (const rating of [4, 2, 2, 4]) await ratings.ok(Ratings.rateVideo, { ...first, rating });
    await soon(() => expect(starsHeardOf(first)).toEqual([4, 2, 2, 4]));
    const times = heardOf({ videoId, userId, rating: 4 }).map(({ at }) => at / 1000n);
    expect(new Set(times).size).toBe(4);
  });

  it('of a hundred users who rate a video at once', async () => {
    const videoId = randomUUID();
    const all = Array.from({ length: 100 }, (_, index) => request(1 + (index % 5), videoId));
    await Promise.all(all.map((each) => ratings.ok(Ratings.rateVideo, each)));
    await soon(() => {
      for (const each of all) expect(starsHeardOf(each)).toEqual([each.rating]);
    });
  });

  it('of one that counts, when a user rates ten times at once, and last of what stands', async () => {
    const first = request(1);
    const all = Array.from({ length: 10 }, (_, index) => ({ ...first, rating: 1 + (index % 5) }));
    await Promise.all(all.map((each) => ratings.ok(Ratings.rateVideo, each)));
    const stands = await rowOf(first);
    await soon(() => expect(heardOf(first).at(-1)).toMatchObject(stands));
  });

  it('as later than what another clock has written, however wrong that is', async () => {
    const given = request(3);
    const inAnHour = BigInt(Date.now() + 3_600_000) * 1000n;
    await cassandra.execute(
      'UPDATE video_ratings_by_user SET rating = 1, rated_at = ? WHERE videoid = ? AND userid = ? IF rating = null',
      [String(inAnHour), given.videoId.value, given.userId.value],
      { prepare: true },
    );
    await ratings.ok(Ratings.rateVideo, given);
    const stands = await rowOf(given);
    expect(stands.rating).toBe(3);
    expect(stands.at).toBeGreaterThan(inAnHour);
    await soon(() => expect(heardOf(given).at(-1)).toMatchObject(stands));
  });

  it('not of one with six stars', async () => {
    const refused = request(6);
    const { code } = await ratings.call(Ratings.rateVideo, refused);
    expect(code).toBe(status.INVALID_ARGUMENT);
    const later = request(5);
    await ratings.ok(Ratings.rateVideo, later);
    await soon(() => expect(starsHeardOf(later)).toEqual([5]));
    expect(heardOf(refused)).toEqual([]);
  });
});
