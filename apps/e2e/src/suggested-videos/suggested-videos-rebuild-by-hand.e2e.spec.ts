import { randomUUID } from 'node:crypto';

import type { Client } from 'cassandra-driver';

import { suggestionsOf, type SuggestionsOf } from './suggestions-of';
import { runTool } from '../commands/run-tool';
import { cassandraOf } from '../world/cassandra';
import { ownWord } from '../world/own-word';
import { world } from '../world/world';

const TABLES = ['ratings', 'likes', 'likers', 'documents', 'terms', 'neighbours'].map(
  (table) => `suggested_videos_${table}`,
);

jest.setTimeout(300_000);

let of: SuggestionsOf;
let cassandra: Client;
beforeAll(async () => {
  of = await suggestionsOf('suggested-videos');
  cassandra = await cassandraOf();
  // The counts are of all videos and ratings there are.
  for (const table of ['videos', 'video_ratings', 'video_ratings_by_user', ...TABLES])
    await cql(`TRUNCATE ${table}`);
});
afterAll(async () => {
  of.close();
  await cassandra.shutdown();
});

const cql = (text: string, ...params: unknown[]) => cassandra.execute(text, params, { prepare: true });

async function rebuild(...args: string[]): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const tool = runTool('rebuild', ['suggested-videos', ...args], {
    KILLRVIDEO_STACK_FOLDER: world.stackFolder,
  });
  return { code: await tool.ended(), output: tool.output() };
}

describe('npm run rebuild -- suggested-videos', () => {
  it('names what its tables lack and have left over, mends it, and then has nothing to do', async () => {
    const [theirs, tag] = [randomUUID(), ownWord()];
    const [a = '', b = '', c = ''] = await of.submitSome(3);
    const gone = await of.submit({ tags: [tag] });
    const [ada, bob, eve] = [randomUUID(), randomUUID(), randomUUID()];
    for (const videoId of [a, b]) await of.rate(ada, videoId, 4);
    for (const videoId of [a, c]) await of.rate(eve, videoId, 5);
    await of.untilRelated(b, [a]);
    await of.untilRelated(c, [a]);

    const insertVideo =
      'INSERT INTO videos (videoid, userid, name, location, location_type, tags, added_date) VALUES (?, ?, ?, ?, 0, ?, ?)';
    await cql(insertVideo, theirs, randomUUID(), ownWord(), 'abc', [tag], new Date());
    const insertRating = 'INSERT INTO video_ratings_by_user (videoid, userid, rating) VALUES (?, ?, ?)';
    for (const videoId of [a, theirs]) await cql(insertRating, videoId, bob, 5);
    await cql('DELETE FROM videos WHERE videoid = ?', gone);
    await cql('DELETE FROM video_ratings_by_user WHERE videoid = ? AND userid = ?', c, eve);
    await cql('TRUNCATE suggested_videos_likes');

    const wrong = await rebuild('--check');
    for (const line of [
      `video ${theirs}: is missing in suggested_videos_documents`,
      `video ${gone}: is left over`,
      `rating ${a} ${ada}: is missing in suggested_videos_likes`,
      `rating ${theirs} ${bob}: has 5 stars, and in suggested_videos_ratings it is none`,
      `rating ${c} ${eve}: is left over`,
      '5 videos looked at, ',
      '6 ratings looked at, ',
    ])
      expect(wrong.output).toContain(line);
    expect(wrong.code).toBe(1);

    const mended = await rebuild();
    expect(mended.code).toBe(0);
    await of.untilRelated(a, [theirs, b]);
    await of.untilRelated(b, [a]);
    await of.untilRelated(c, []);

    const right = await rebuild('--check');
    expect(right.output).toContain('4 videos looked at, 0 differences');
    expect(right.output).toContain('5 ratings looked at, 0 differences');
    expect(right.code).toBe(0);
  });
});
