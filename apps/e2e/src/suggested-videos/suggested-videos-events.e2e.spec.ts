import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { EventConsumerService, Result } from '@killrvideo/proto/events-v1';
import { events as ratings } from '@killrvideo/proto/ratings';
import { events as videos } from '@killrvideo/proto/video-catalog';
import { eventually, seeded } from '@killrvideo/testing';
import type { Client } from 'cassandra-driver';

import { SUGGESTED_WITHIN_MS, suggestionsOf, type SuggestionsOf } from './suggestions-of';
import { cassandraOf } from '../world/cassandra';
import { ownWord } from '../world/own-word';
import { callerOfGroup, deploymentsOf } from '../world/world';

const GROUP = 'suggested-videos';
const EMPTY = Buffer.alloc(0);
const RATED = `${ratings.protobufPackage}.UserRatedVideo`;
const ADDED = `${videos.protobufPackage}.YouTubeVideoAdded`;
/** When all videos here are added. */
const T0_MS = Date.UTC(2026, 0, 1, 12);
const T0 = BigInt(T0_MS) * 1000n;
const SECOND = 1_000_000n;

const id = (value: string) => ({ value });
const timestamp = (ms: number) => ({
  seconds: BigInt(Math.floor(ms / 1000)),
  nanos: (ms % 1000) * 1_000_000,
});

/** An event as a publisher tells it, and when what it tells of happened. */
interface Told {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly at: bigint;
}

const rated = (userId: string, videoId: string, rating: number, at: bigint): Told => ({
  type: RATED,
  bytes: ratings.UserRatedVideo.encode({
    ...{ videoId: id(videoId), userId: id(userId), rating },
    ratingTimestamp: timestamp(Number(at / 1000n)),
  }).finish(),
  at,
});

const added = (videoId: string, tags: string[], at: bigint, addedMs = T0_MS): Told => ({
  type: ADDED,
  bytes: videos.YouTubeVideoAdded.encode({
    ...{ videoId: id(videoId), userId: id(randomUUID()), name: ownWord(), description: '', tags },
    ...{ location: 'abc', previewImageLocation: '', addedDate: timestamp(addedMs), timestamp: undefined },
  }).finish(),
  at,
});

describe.each(deploymentsOf(GROUP))('suggested videos of %s', (app) => {
  let group: GrpcCaller;
  let of: SuggestionsOf;
  let cassandra: Client;
  beforeAll(async () => {
    cassandra = await cassandraOf();
    group = await callerOfGroup(GROUP, app);
    of = await suggestionsOf(app);
  });
  afterAll(async () => {
    group.close();
    of.close();
    await cassandra.shutdown();
  });

  /** What has become of each. */
  const outcomesOf = async (told: readonly Told[]) => {
    const events = told.map(({ type, bytes, at }) => ({
      message: { typeUrl: `type.googleapis.com/${type}`, value: Buffer.from(bytes) },
      ...{ aggregate: '', writtenAtMicros: at },
    }));
    return (await group.ok(EventConsumerService.consume, { consumerGroup: GROUP, events })).outcomes;
  };
  const tell = async (...told: Told[]) => {
    for (const { result } of await outcomesOf(told)) expect(result).toBe(Result.RESULT_DONE);
  };
  /** Puts videos into the catalogue of which nobody tells. */
  const inCatalogue = async (howMany: number, addedMs = T0_MS): Promise<string[]> => {
    const insert =
      'INSERT INTO videos (videoid, userid, name, location, location_type, added_date) VALUES (?, ?, ?, ?, 0, ?)';
    const videoIds = Array.from({ length: howMany }, () => randomUUID());
    for (const videoId of videoIds) {
      const params = [videoId, randomUUID(), ownWord(), 'abc', new Date(addedMs)];
      await cassandra.execute(insert, params, { prepare: true });
    }
    return videoIds;
  };
  const known = async (howMany: number): Promise<string[]> => {
    const videoIds = await inCatalogue(howMany);
    await tell(...videoIds.map((videoId) => added(videoId, [], T0)));
    return videoIds;
  };

  it('keep the latest rating, in whatever order and however often they come', async () => {
    const [a = '', b = ''] = await known(2);
    const ada = randomUUID();
    const at = (seconds: bigint) => T0 + seconds * SECOND;
    await tell(rated(ada, a, 5, at(1n)), rated(ada, b, 4, at(2n)));
    await of.untilRelated(a, [b]);
    await tell(rated(ada, b, 2, at(4n)));
    await of.untilRelated(a, []);
    for (const late of [rated(ada, b, 4, at(2n)), rated(ada, b, 5, at(3n)), rated(ada, b, 2, at(4n))]) {
      await tell(late);
      expect(await of.related(a)).toEqual([]);
    }
    await tell(rated(ada, b, 3, at(6n)));
    await of.untilRelated(a, [b]);
    await tell(rated(ada, b, 1, at(5n)), rated(ada, b, 2, at(4n)));
    expect(await of.related(a)).toEqual([b]);
    expect(await of.related(b)).toEqual([a]);
  });

  it('know of the latest content of a video, in whatever order and however often it comes', async () => {
    const [a = '', before = '', after = ''] = await inCatalogue(3);
    const [old, current] = [ownWord(), ownWord()];
    await tell(added(before, [old], T0), added(after, [current], T0));
    for (const minute of [1n, 2n, 1n, 2n])
      await tell(added(a, [minute === 1n ? old : current], T0 + minute * 60n * SECOND));
    await of.untilRelated(a, [after]);
    await of.untilRelated(before, []);
    await of.untilRelated(after, [a]);
  });

  it('hear of ratings before they hear of the video', async () => {
    const [a = '', b = ''] = await inCatalogue(2);
    const ada = randomUUID();
    const given = [rated(ada, a, 5, T0 + SECOND), rated(ada, b, 5, T0 + 2n * SECOND)];
    await tell(...given);
    await tell(added(a, [], T0), added(b, [], T0));
    await of.untilRelated(a, [b]);
    await of.untilRelated(b, [a]);
  });

  it.each(['before', 'after'])(
    'know of no rating of a video that had its id formerly, heard %s the new one',
    async (when) => {
      const later = T0_MS + 3_600_000;
      const [a = ''] = await known(1);
      const [again = ''] = await inCatalogue(1, later);
      const ada = randomUUID();
      const formerly = [rated(ada, a, 5, T0 + SECOND), rated(ada, again, 5, T0 + 2n * SECOND)];
      const anew = added(again, [], BigInt(later) * 1000n, later);
      if (when === 'before') {
        await tell(added(again, [], T0), ...formerly);
        await tell(anew);
      } else {
        await tell(anew);
        await tell(...formerly);
      }
      await of.untilRelated(a, []);
      await of.untilRelated(again, []);
      await tell(rated(ada, again, 3, BigInt(later) * 1000n + SECOND));
      await of.untilRelated(a, [again]);
    },
  );

  it('are the same, whatever the order, and if events come twice', async () => {
    const random = seeded('the order of events');
    const shuffled = (told: readonly Told[]): Told[] =>
      told
        .map((each) => ({ each, place: random.uniform() }))
        .sort((a, b) => a.place - b.place)
        .map(({ each }) => each);
    const [VIDEOS, USERS, RATINGS, ORDERS] = [6, 5, 60, 5];
    const story = Array.from({ length: RATINGS }, (_, at) => ({
      ...{ user: random.below(USERS), video: random.below(VIDEOS), stars: 1 + random.below(5) },
      at: T0 + BigInt(at + 1) * SECOND,
    }));
    const answers: number[][][] = [];
    for (let order = 0; order < ORDERS; order++) {
      const userIds = Array.from({ length: USERS }, () => randomUUID());
      // By id where all else is the same, so ids are in the order of their numbers.
      const videoIds = (await inCatalogue(VIDEOS)).sort();
      const told = [
        ...videoIds.map((videoId) => added(videoId, [], T0)),
        ...story.map(({ user, video, stars, at }) =>
          rated(userIds[user] ?? '', videoIds[video] ?? '', stars, at),
        ),
      ];
      const heard = order === 0 ? told : shuffled([...told, ...told]);
      while (heard.length > 0) await tell(...heard.splice(0, order % 2 === 0 ? 1 : 20));
      // What is computed while ratings come is not kept, so the last answer is that of now.
      const related = async () =>
        Promise.all(
          videoIds.map(async (videoId) =>
            (await of.related(videoId)).map((other) => videoIds.indexOf(other)),
          ),
        );
      if (order === 0) answers.push(await related());
      else await eventually(async () => expect(await related()).toEqual(answers[0]), SUGGESTED_WITHIN_MS);
    }
    expect(answers[0]?.flat().length).toBeGreaterThan(VIDEOS);
  });

  it.each([
    [ADDED, EMPTY, 'video_id is missing'],
    [RATED, EMPTY, 'user_id is missing; video_id is missing; rating must be from 1 to 5'],
    [RATED, rated(randomUUID(), randomUUID(), 6, T0).bytes, 'rating must be from 1 to 5'],
    [RATED, rated(randomUUID(), 'kitten', 5, T0).bytes, 'video_id is not a UUID of 36 characters'],
  ])('refuse %s that does not say what it must', async (type, bytes, reason) =>
    expect(await outcomesOf([{ type, bytes, at: T0 }])).toEqual([
      { result: Result.RESULT_REFUSED, reason: expect.stringContaining(reason) },
    ]),
  );
});
