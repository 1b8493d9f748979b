import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { Result, type Event } from '@killrvideo/proto/events-v1';
import { eventually, seeded } from '@killrvideo/testing';
import type { Client } from 'cassandra-driver';

import { SUGGESTED_WITHIN_MS, suggestionsOf, type SuggestionsOf } from './suggestions-of';
import {
  added,
  ADDED,
  GROUP,
  inCatalogue,
  inCatalogueAndTold,
  outcomesOf,
  RATED,
  rated,
  T0_MS,
  tell,
  told,
} from './told-events';
import { cassandraOf } from '../world/cassandra';
import { ownWord } from '../world/own-word';
import { callerOfGroup, deploymentsOf } from '../world/world';

const EMPTY = Buffer.alloc(0);
const HOUR = 3600;

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

  it('keep the latest rating, in whatever order and however often they come', async () => {
    const [a = '', b = ''] = await inCatalogueAndTold(cassandra, group, 2);
    const ada = randomUUID();
    await tell(group, rated(ada, a, 5, 1), rated(ada, b, 4, 2));
    await of.untilRelated(a, [b]);
    await tell(group, rated(ada, b, 2, 4));
    await of.untilRelated(a, []);
    for (const late of [rated(ada, b, 4, 2), rated(ada, b, 5, 3), rated(ada, b, 2, 4)]) {
      await tell(group, late);
      expect(await of.related(a)).toEqual([]);
    }
    await tell(group, rated(ada, b, 3, 6));
    await of.untilRelated(a, [b]);
    await tell(group, rated(ada, b, 1, 5), rated(ada, b, 2, 4));
    expect(await of.related(a)).toEqual([b]);
    expect(await of.related(b)).toEqual([a]);
  });

  it('know of the latest content of a video, in whatever order and however often it comes', async () => {
    const [a = '', before = '', after = ''] = await inCatalogue(cassandra, 3);
    const [old, current] = [ownWord(), ownWord()];
    await tell(group, added(before, [old]), added(after, [current]));
    for (const hour of [1, 2, 1, 2]) await tell(group, added(a, [hour === 1 ? old : current], hour * HOUR));
    await of.untilRelated(a, [after]);
    await of.untilRelated(before, []);
    await of.untilRelated(after, [a]);
  });

  it('hear of ratings before they hear of the video', async () => {
    const [a = '', b = ''] = await inCatalogue(cassandra, 2);
    const ada = randomUUID();
    await tell(group, rated(ada, a, 5, 1), rated(ada, b, 5, 2));
    await tell(group, added(a, []), added(b, []));
    await of.untilRelated(a, [b]);
    await of.untilRelated(b, [a]);
  });

  it.each(['before', 'after'])(
    'know of no rating of a video that had its id formerly, heard %s the new one',
    async (when) => {
      const anewMs = T0_MS + HOUR * 1000;
      const [a = ''] = await inCatalogueAndTold(cassandra, group, 1);
      const [again = ''] = await inCatalogue(cassandra, 1, anewMs);
      const ada = randomUUID();
      const formerly = [rated(ada, a, 5, 1), rated(ada, again, 5, 2)];
      const anew = added(again, [], HOUR, anewMs);
      if (when === 'before') {
        await tell(group, added(again, []), ...formerly);
        await tell(group, anew);
      } else {
        await tell(group, anew);
        await tell(group, ...formerly);
      }
      await of.untilRelated(a, []);
      await of.untilRelated(again, []);
      await tell(group, rated(ada, again, 3, HOUR + 1));
      await of.untilRelated(a, [again]);
    },
  );

  it('are the same, whatever the order, and if events come twice', async () => {
    const random = seeded('the order of events');
    const shuffled = (events: readonly Event[]): Event[] =>
      events
        .map((event) => ({ event, place: random.uniform() }))
        .sort((a, b) => a.place - b.place)
        .map(({ event }) => event);
    const [VIDEOS, USERS, RATINGS, ORDERS] = [6, 5, 60, 5];
    const story = Array.from({ length: RATINGS }, (_, at) => ({
      ...{ user: random.below(USERS), video: random.below(VIDEOS), stars: 1 + random.below(5) },
      seconds: 1 + at,
    }));
    let expected: number[][] | undefined;
    for (let order = 0; order < ORDERS; order++) {
      const userIds = Array.from({ length: USERS }, () => randomUUID());
      const videoIds = await inCatalogue(cassandra, VIDEOS);
      const events = [
        ...videoIds.map((videoId) => added(videoId, [])),
        ...story.map(({ user, video, stars, seconds }) =>
          rated(userIds[user] ?? '', videoIds[video] ?? '', stars, seconds),
        ),
      ];
      const heard = order === 0 ? events : shuffled([...events, ...events]);
      while (heard.length > 0) await tell(group, ...heard.splice(0, order % 2 === 0 ? 1 : 20));
      const related = async () =>
        Promise.all(
          videoIds.map(async (videoId) =>
            (await of.related(videoId)).map((other) => videoIds.indexOf(other)),
          ),
        );
      expected ??= await related();
      await eventually(async () => expect(await related()).toEqual(expected), SUGGESTED_WITHIN_MS);
    }
    expect(expected?.flat().length).toBeGreaterThan(VIDEOS);
  });

  it.each([
    [ADDED, EMPTY, 'video_id is missing'],
    [RATED, EMPTY, 'user_id is missing; video_id is missing; rating must be from 1 to 5'],
    [RATED, rated(randomUUID(), randomUUID(), 6, 1).message?.value, 'rating must be from 1 to 5'],
    [RATED, rated(randomUUID(), 'kitten', 5, 1).message?.value, 'video_id is not a UUID of 36 characters'],
  ])('refuse %s that does not say what it must', async (type, bytes = EMPTY, reason) =>
    expect(await outcomesOf(group, [told(type, bytes, 1)])).toEqual([
      { result: Result.RESULT_REFUSED, reason: expect.stringContaining(reason) },
    ]),
  );
});
