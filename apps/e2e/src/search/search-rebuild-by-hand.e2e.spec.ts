import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { SearchServiceService as Search } from '@killrvideo/proto/search';
import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';
import type { Client } from 'cassandra-driver';
import { Etcd3 } from 'etcd3';

import { runTool } from '../commands/run-tool';
import { cassandraOf } from '../world/cassandra';
import { callerOf, world } from '../world/world';
import { ownWord } from '../world/own-word';

const id = (value: string) => ({ value });
const ADDED = 'killrvideo.video_catalog.events.YouTubeVideoAdded';
const TABLES = ['videos', 'search_postings', 'search_documents', 'search_deletions', 'search_completions'];
const LOCK = `/killrvideo/locks/rebuild-search-${ADDED}-killrvideo`;

jest.setTimeout(300_000);

let search: GrpcCaller;
let catalog: GrpcCaller;
let cassandra: Client;
beforeAll(async () => {
  search = await callerOf('SearchService', 'search');
  catalog = await callerOf('VideoCatalogService', 'videos');
  cassandra = await cassandraOf();
  // The counts are of all videos there are.
  for (const table of TABLES) await cql(`TRUNCATE ${table}`);
});
afterAll(async () => {
  search.close();
  catalog.close();
  await cassandra.shutdown();
});

const cql = (text: string, ...params: unknown[]) => cassandra.execute(text, params, { prepare: true });
const found = async (query: string) =>
  (await search.ok(Search.searchVideos, { query, pageSize: 10, pagingState: '' })).videos.map(
    ({ videoId }) => videoId?.value,
  );
const submit = (videoId: string, name: string) =>
  catalog.ok(Catalog.submitYouTubeVideo, {
    ...{ videoId: id(videoId), userId: id(randomUUID()) },
    ...{ name, tags: [`${name} tag`], description: '', youTubeVideoId: 'abc' },
  });

async function rebuild(...args: string[]): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const tool = runTool('rebuild', args, { KILLRVIDEO_STACK_FOLDER: world.stackFolder });
  return { code: await tool.ended(), output: tool.output() };
}

describe('npm run rebuild -- search', () => {
  it('names what the index lacks and what it has left over, mends it, and then has nothing to do', async () => {
    const [kept, gone, theirs] = [randomUUID(), randomUUID(), randomUUID()];
    const [keptWord, goneWord, theirWord] = [ownWord(), ownWord(), ownWord()];
    await submit(kept, keptWord);
    await submit(gone, goneWord);
    await eventually(async () => {
      expect(await found(keptWord)).toEqual([kept]);
      expect(await found(goneWord)).toEqual([gone]);
    });
    const insert =
      'INSERT INTO videos (videoid, userid, name, location, location_type) VALUES (?, ?, ?, ?, 0)';
    await cql(insert, theirs, randomUUID(), theirWord, 'abc');
    await cql('DELETE FROM videos WHERE videoid = ?', gone);
    await cql('TRUNCATE search_postings');

    const wrong = await rebuild('search', '--check');
    for (const line of [
      `video ${kept}: word "${keptWord}" of the name is missing in search_postings`,
      `video ${theirs}: is missing in search_documents`,
      `video ${gone}: is left over`,
      '3 videos looked at, ',
    ])
      expect(wrong.output).toContain(line);
    expect(wrong.output).not.toContain(`video ${kept}: is missing`);
    expect(wrong.code).toBe(1);
    expect(await found(keptWord)).toEqual([]);

    const mended = await rebuild('search');
    expect([mended.code, mended.output]).toEqual([
      0,
      expect.stringContaining('2 videos heard of, 0 of them refused; 1 that are gone were forgotten'),
    ]);
    expect(await found(keptWord)).toEqual([kept]);
    expect(await found(theirWord)).toEqual([theirs]);
    const tags = await cql('SELECT videoid FROM videos_by_tag WHERE tag = ?', `${goneWord} tag`);
    expect(tags.rows).toEqual([]);

    const right = await rebuild('search', '--check');
    expect([right.code, right.output]).toEqual([
      0,
      expect.stringContaining('2 videos looked at, 0 differences'),
    ]);
    // What is submitted again is found again.
    await submit(gone, goneWord);
    await eventually(async () => expect(await found(goneWord)).toEqual([gone]));
  });

  it('leaves it to the one that is at work', async () => {
    const etcd = new Etcd3({ hosts: world.etcd });
    await etcd.put(LOCK).value('a rebuild of the service itself');
    try {
      const { code, output } = await rebuild('search');
      expect(output).toContain('another rebuild of search is at work, or etcd is away: run it again later');
      expect(code).toBe(1);
    } finally {
      await etcd.delete().key(LOCK);
      etcd.close();
    }
  });

  it.each([[], ['videos'], ['search', '--force'], ['search', 'search']])(
    'refuses %p %p with its usage',
    async (...args) => {
      const { code, output } = await rebuild(...args.filter(Boolean));
      expect(code).toBe(2);
      expect(output).toContain('usage: npm run rebuild -- <service> [--check]');
    },
  );
});
