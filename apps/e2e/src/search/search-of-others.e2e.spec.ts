import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { SearchServiceService as Search } from '@killrvideo/proto/search';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { ownWord } from '../world/own-word';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
const FOUND_WITHIN_MS = 20_000;

describe.each(deploymentsOf('search'))('search of %s, beside other tools,', (app) => {
  let search: GrpcCaller;
  let catalog: GrpcCaller;
  let cassandra: Client;
  beforeAll(async () => {
    search = await callerOf('SearchService', app);
    catalog = await callerOf('VideoCatalogService', app === 'search' ? 'videos' : app);
    cassandra = await cassandraOf();
  });
  afterAll(async () => {
    search.close();
    catalog.close();
    await cassandra.shutdown();
  });

  const submit = (videoId: string, userId: string, name: string, tags: string[] = []) =>
    catalog.ok(Catalog.submitYouTubeVideo, {
      ...{ videoId: id(videoId), userId: id(userId), name, tags, description: '', youTubeVideoId: 'abc' },
    });
  const found = async (query: string) =>
    (await search.ok(Search.searchVideos, { query, pageSize: 100, pagingState: '' })).videos.map(
      ({ videoId, userId }) => [videoId?.value, userId?.value],
    );
  const rows = async (cql: string, ...params: unknown[]) =>
    (await cassandra.execute(cql, params, { prepare: true })).rows;

  it('writes the tables of tags that they read', async () => {
    const [word, videoId, userId] = [ownWord(), randomUUID(), randomUUID()];
    await submit(videoId, userId, 'A kitten', [`${word} One`, `${word} Two`]);
    await eventually(async () => expect(await found(word)).toHaveLength(1), FOUND_WITHIN_MS);
    const { videoPreviews } = await catalog.ok(Catalog.getVideoPreviews, { videoIds: [id(videoId)] });
    const byTag = await rows('SELECT * FROM videos_by_tag WHERE tag = ?', `${word} One`);
    expect(byTag).toHaveLength(1);
    const [row] = byTag;
    expect([String(row?.['videoid']), String(row?.['userid']), row?.['name']]).toEqual([
      videoId,
      userId,
      'A kitten',
    ]);
    expect(row?.['preview_image_location']).toBe(videoPreviews[0]?.previewImageLocation);
    expect((row?.['added_date'] as Date).getTime() / 1000).toBeCloseTo(
      Number(videoPreviews[0]?.addedDate?.seconds) + (videoPreviews[0]?.addedDate?.nanos ?? 0) / 1e9,
    );
    expect(Math.abs((row?.['tagged_date'] as Date).getTime() - Date.now())).toBeLessThan(60_000);
    const letters = await rows('SELECT tag FROM tags_by_letter WHERE first_letter = ?', 'w');
    expect(letters.map((each) => String(each['tag']))).toEqual(
      expect.arrayContaining([`${word} One`, `${word} Two`]),
    );

    await submit(videoId, userId, 'A kitten', [`${word} Two`]);
    await eventually(
      async () => expect(await rows('SELECT * FROM videos_by_tag WHERE tag = ?', `${word} One`)).toEqual([]),
      FOUND_WITHIN_MS,
    );
    expect(await rows('SELECT * FROM videos_by_tag WHERE tag = ?', `${word} Two`)).toHaveLength(1);
  });

  it('knows nothing of a video whose id is used again after they truncated tables', async () => {
    const [videoId, old, current] = [randomUUID(), ownWord(), ownWord()];
    const [formerly, owner] = [randomUUID(), randomUUID()];
    await submit(videoId, formerly, old, [`${old} tag`]);
    await eventually(async () => expect(await found(old)).toEqual([[videoId, formerly]]), FOUND_WITHIN_MS);
    for (const table of ['videos', 'user_videos', 'latest_videos', 'videos_by_tag', 'tags_by_letter']) {
      await cassandra.execute(`TRUNCATE ${table}`);
    }
    const suggestionsFor = async (query: string) =>
      (await search.ok(Search.getQuerySuggestions, { query, pageSize: 10 })).suggestions;
    expect(await found(old)).toEqual([]);
    expect(await suggestionsFor(old)).toEqual([]);
    await submit(videoId, owner, current, [`${current} tag`]);
    await eventually(async () => expect(await found(current)).toEqual([[videoId, owner]]), FOUND_WITHIN_MS);
    await eventually(async () => expect(await found(old)).toEqual([]), FOUND_WITHIN_MS);
    expect(await suggestionsFor(current)).toEqual([current, `${current} tag`]);
    expect(await suggestionsFor(old)).toEqual([]);
  });
});
