import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { SearchServiceService as Search } from '@killrvideo/proto/search';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { ownWord } from '../world/own-word';
import { callerOf } from '../world/world';

const id = (value: string) => ({ value });
const ADDED = 'killrvideo.video_catalog.events.YouTubeVideoAdded';
/** It is subscribed again within 10 s, and its rebuild begins within 5 s. */
const REBUILT_WITHIN_MS = 60_000;

let search: GrpcCaller;
let catalog: GrpcCaller;
let cassandra: Client;
beforeAll(async () => {
  search = await callerOf('SearchService', 'search');
  catalog = await callerOf('VideoCatalogService', 'videos');
  cassandra = await cassandraOf();
});
afterAll(async () => {
  search.close();
  catalog.close();
  await cassandra.shutdown();
});

const cql = (text: string, ...params: unknown[]) => cassandra.execute(text, params, { prepare: true });
const idsOf = async (query: string) =>
  (await search.ok(Search.searchVideos, { query, pageSize: 10, pagingState: '' })).videos.map(
    ({ videoId }) => videoId?.value,
  );

describe('search whose tables are lost, and whose subscription was ended', () => {
  it('builds them anew from the catalogue, also what other tools have written there, and serves meanwhile', async () => {
    const [ours, theirs, ourWord, theirWord] = [randomUUID(), randomUUID(), ownWord(), ownWord()];
    const content = { name: ourWord, tags: [`${ourWord} tag`], description: '', youTubeVideoId: 'abc' };
    await catalog.ok(Catalog.submitYouTubeVideo, { videoId: id(ours), userId: id(randomUUID()), ...content });
    const insert =
      'INSERT INTO videos (videoid, userid, name, location, location_type, tags, added_date) VALUES (?, ?, ?, ?, 0, ?, ?)';
    await cql(insert, theirs, randomUUID(), theirWord, 'abc', [`${theirWord} tag`], new Date());
    await eventually(async () => expect(await idsOf(ourWord)).toEqual([ours]));
    expect(await idsOf(theirWord)).toEqual([]);

    await cql("DELETE FROM event_subscriptions WHERE event = ? AND consumer_group = 'search'", ADDED);
    for (const table of ['search_postings', 'search_documents', 'search_deletions', 'search_completions']) {
      await cql(`TRUNCATE ${table}`);
    }
    expect(await idsOf(ourWord)).toEqual([]);
    await eventually(async () => {
      const query = { query: ourWord, pageSize: 10, pagingState: '' };
      expect((await search.call(Search.searchVideos, query)).code).toBe(status.OK);
      expect(await idsOf(ourWord)).toEqual([ours]);
      expect(await idsOf(theirWord)).toEqual([theirs]);
    }, REBUILT_WITHIN_MS);
    const { suggestions } = await search.ok(Search.getQuerySuggestions, { query: theirWord, pageSize: 10 });
    expect(suggestions).toEqual([theirWord, `${theirWord} tag`]);
    const rows = await cql('SELECT videoid FROM videos_by_tag WHERE tag = ?', `${theirWord} tag`);
    expect(rows.rows.map((row) => String(row['videoid']))).toEqual([theirs]);
  });
});
