import { randomUUID } from 'node:crypto';

import { eventually } from '@killrvideo/testing';
import type { Client } from 'cassandra-driver';

import { suggestionsOf, type SuggestionsOf } from './suggestions-of';
import { cassandraOf } from '../world/cassandra';
import { ownWord } from '../world/own-word';

const EVENTS = [
  'killrvideo.video_catalog.events.YouTubeVideoAdded',
  'killrvideo.ratings.events.UserRatedVideo',
];
const TABLES = ['ratings', 'likes', 'likers', 'documents', 'terms', 'neighbours'];
/** It is subscribed again within 10 s, and its rebuild begins within 5 s. */
const REBUILT_WITHIN_MS = 60_000;

let of: SuggestionsOf;
let cassandra: Client;
beforeAll(async () => {
  of = await suggestionsOf('suggested-videos');
  cassandra = await cassandraOf();
});
afterAll(async () => {
  of.close();
  await cassandra.shutdown();
});

const cql = (text: string, ...params: unknown[]) => cassandra.execute(text, params, { prepare: true });

describe('suggested videos whose tables are lost, and whose subscriptions were ended', () => {
  it('are found anew from videos and ratings, also from those that other tools have written, and served meanwhile', async () => {
    const [tag, ada, bob, eve] = [ownWord(), randomUUID(), randomUUID(), randomUUID()];
    const theirs = randomUUID();
    const insert =
      'INSERT INTO videos (videoid, userid, name, location, location_type, tags, added_date) VALUES (?, ?, ?, ?, 0, ?, ?)';
    await cql(insert, theirs, randomUUID(), ownWord(), 'abc', [tag], new Date());
    const rate = 'INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, ?)';
    const [a, liked] = [await of.submit({ tags: [tag] }), await of.submit()];
    for (const videoId of [a, liked]) await of.rate(ada, videoId, 4);
    await of.untilRelated(a, [liked]);
    for (const videoId of [theirs, liked]) await cql(rate, videoId, bob, 4);
    await of.rate(eve, theirs, 5);
    await of.rate(eve, liked, 2);
    expect(await of.related(liked)).toEqual([a]);

    for (const table of TABLES) await cql(`TRUNCATE suggested_videos_${table}`);
    expect(await of.related(a)).toEqual([]);
    for (const event of EVENTS)
      await cql(
        "DELETE FROM event_subscriptions WHERE event = ? AND consumer_group = 'suggested-videos'",
        event,
      );
    await eventually(async () => {
      expect(await of.related(a)).toEqual([liked, theirs]);
      expect(await of.related(liked)).toEqual([a, theirs]);
      expect((await of.suggestedFor(eve))[0]).toBe(a);
    }, REBUILT_WITHIN_MS);
  });
});
