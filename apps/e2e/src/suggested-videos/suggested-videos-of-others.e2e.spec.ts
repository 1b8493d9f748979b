import { randomUUID } from 'node:crypto';

import { VideoCatalogServiceService as Catalog } from '@killrvideo/proto/video-catalog';
import { eventually, sleep } from '@killrvideo/testing';
import type { Client, types } from 'cassandra-driver';

import { SUGGESTED_WITHIN_MS, suggestionsOf, type SuggestionsOf } from './suggestions-of';
import { cassandraOf } from '../world/cassandra';
import { ownWord } from '../world/own-word';
import { deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
/** Those that other tools know. */
const TABLES = [
  ...['videos', 'user_videos', 'latest_videos', 'video_ratings', 'video_ratings_by_user'],
  ...['video_recommendations', 'video_recommendations_by_video'],
];
/** The clocks of services may differ by as much: what was rated within it before a video was added may count. */
const CLOCKS_DIFFER_BY_MS = 1000;

describe.each(deploymentsOf('suggested-videos'))('suggested videos of %s, beside other tools,', (app) => {
  let of: SuggestionsOf;
  let cassandra: Client;
  beforeAll(async () => {
    of = await suggestionsOf(app);
    cassandra = await cassandraOf();
  });
  afterAll(async () => {
    of.close();
    await cassandra.shutdown();
  });

  const rows = async (cql: string, ...params: unknown[]): Promise<types.Row[]> =>
    (await cassandra.execute(cql, params, { prepare: true })).rows;
  const emptied = async () => {
    for (const table of TABLES) await cassandra.execute(`TRUNCATE ${table}`);
    await sleep(CLOCKS_DIFFER_BY_MS);
  };
  const shown = (row: types.Row) => ({
    videoId: String(row['videoid']),
    userId: String(row['userid']),
    rating: row['rating'] as number,
    addedDate: (row['added_date'] as Date).getTime(),
    authorId: String(row['authorid']),
    name: row['name'] as string,
    previewImageLocation: row['preview_image_location'] as string,
  });
  const recommendedTo = async (userId: string) =>
    (await rows('SELECT * FROM video_recommendations WHERE userid = ?', userId)).map(shown);
  const recommendedOf = async (videoId: string, userId: string) =>
    (
      await rows(
        'SELECT * FROM video_recommendations_by_video WHERE videoid = ? AND userid = ?',
        videoId,
        userId,
      )
    ).map(shown);

  it('write what was suggested to a user last into the tables that they read', async () => {
    const [a = '', older = '', newer = '', latest = ''] = await of.submitSome(4);
    const [ada, bob] = [randomUUID(), randomUUID()];
    for (const videoId of [a, older, newer]) await of.rate(bob, videoId, 5);
    await of.rate(ada, a, 4);
    await of.untilSuggestedFor(ada, [newer, older, latest]);
    await of.suggestedFor(ada, 2);
    const videoIds = [newer, older].map(id);
    const { videoPreviews } = await of.catalog.ok(Catalog.getVideoPreviews, { videoIds });
    const expected = videoPreviews.map((preview) => ({
      videoId: preview.videoId?.value,
      userId: ada,
      rating: 4,
      addedDate: Number(preview.addedDate?.seconds) * 1000 + (preview.addedDate?.nanos ?? 0) / 1_000_000,
      authorId: preview.userId?.value,
      name: preview.name,
      previewImageLocation: preview.previewImageLocation,
    }));
    await eventually(async () => {
      expect(await recommendedTo(ada)).toEqual(expected);
      expect(await recommendedOf(newer, ada)).toEqual(expected.slice(0, 1));
      expect(await recommendedOf(older, ada)).toEqual(expected.slice(1));
    }, SUGGESTED_WITHIN_MS);

    await of.rate(ada, newer, 1);
    await of.untilSuggestedFor(ada, [older, latest]);
    await eventually(async () => {
      expect(await recommendedTo(ada)).toEqual(expected.slice(1));
      expect(await recommendedOf(newer, ada)).toEqual([]);
      expect(await recommendedOf(older, ada)).toEqual(expected.slice(1));
    }, SUGGESTED_WITHIN_MS);
  });

  it('know nothing of a video whose id is used again after they truncated tables', async () => {
    const [a, b, ada, bob] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const [old, current] = [ownWord(), ownWord()];
    for (const videoId of [a, b]) await of.submit({ videoId, tags: [old] });
    const tagged = await of.submit({ tags: [old] });
    for (const userId of [ada, bob]) for (const videoId of [a, b]) await of.rate(userId, videoId, 5);
    await of.untilRelated(a, [b, tagged]);
    await emptied();
    expect(await of.related(a)).toEqual([]);

    const owner = randomUUID();
    const [fresh = ''] = await of.submitSome(1);
    for (const videoId of [a, b]) await of.submit({ videoId, userId: owner });
    const sharing = await of.submit({ tags: [current] });
    await of.submit({ videoId: a, userId: owner, tags: [current] });
    await of.untilRelated(a, [sharing]);
    await of.untilRelated(b, []);
    await of.untilRelated(sharing, [a]);
    for (const userId of [ada, randomUUID()])
      expect((await of.suggestedFor(userId)).slice(0, 4)).toEqual([sharing, b, a, fresh]);

    await of.rate(ada, fresh, 5);
    await of.rate(ada, a, 4);
    await of.untilRelated(fresh, [a]);
    await of.untilRelated(a, [fresh, sharing]);
    expect(await of.related(b)).toEqual([]);
  });

  it('know nothing of what a user liked whose id is used again after they truncated tables', async () => {
    const [a = '', b = ''] = await of.submitSome(2);
    const old = ownWord();
    const c = await of.submit({ tags: [old] });
    const [ada, eve] = [randomUUID(), randomUUID()];
    for (const videoId of [a, b]) await of.rate(eve, videoId, 5);
    for (const videoId of [a, c]) await of.rate(ada, videoId, 5);
    await of.untilSuggestedFor(ada, [b]);
    await emptied();

    await of.submit({ videoId: b, tags: [old] });
    const [fresh = ''] = await of.submitSome(1);
    await of.rateNoted(eve, b, 5);
    await of.untilSuggestedFor(ada, [fresh, b]);
  });
});
