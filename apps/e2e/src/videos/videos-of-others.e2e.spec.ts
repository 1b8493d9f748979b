import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { VideoCatalogServiceService as Catalog, VideoLocationType } from '@killrvideo/proto/video-catalog';
import { status } from '@grpc/grpc-js';
import { types, type Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
const NOBODY = '00000000-0000-0000-0000-000000000000';
const FIRST = { seconds: -62_135_596_800n, nanos: 0 };
const LAST = { seconds: 253_402_300_799n, nanos: 999_000_000 };
const EPOCH = { seconds: 0n, nanos: 0 };
const NOW = BigInt(Date.now());

/** What loaders store as added_date, and what callers are shown of it; newest first. */
const DATES = [
  { name: 'the largest', stored: 2n ** 63n - 1n, shown: LAST },
  { name: 'nanoseconds', stored: NOW * 1_000_000n, shown: LAST },
  { name: 'microseconds', stored: NOW * 1000n, shown: LAST },
  { name: 'the year 10000', stored: 253_402_300_800_000n, shown: LAST },
  { name: 'the end of 9999', stored: 253_402_300_799_999n, shown: LAST },
  { name: 'before 1970', stored: -1n, shown: { seconds: -1n, nanos: 999_000_000 } },
  { name: 'the year 1', stored: -62_135_596_800_000n, shown: FIRST },
  { name: 'before the year 1', stored: -62_135_596_800_001n, shown: FIRST },
  { name: 'the smallest', stored: -(2n ** 63n), shown: FIRST },
];

describe.each(deploymentsOf('videos'))('VideoCatalogService of %s shows values of other tools:', (app) => {
  let catalog: GrpcCaller;
  let cassandra: Client;
  beforeAll(async () => {
    catalog = await callerOf('VideoCatalogService', app);
    cassandra = await cassandraOf();
  });
  afterAll(async () => {
    catalog.close();
    await cassandra.shutdown();
  });

  const cql = (text: string, ...params: unknown[]) => cassandra.execute(text, params, { prepare: true });
  const timestamp = (ms: bigint) => types.Long.fromString(String(ms));
  const get = (videoId: string) => catalog.call(Catalog.getVideo, { videoId: id(videoId) });
  const previews = (...videoIds: string[]) =>
    catalog.call(Catalog.getVideoPreviews, { videoIds: videoIds.map(id) });
  const first = { startingAddedDate: undefined, startingVideoId: undefined, pagingState: '' };
  const latest = (pageSize: number, differing: object = {}) =>
    catalog.call(Catalog.getLatestVideoPreviews, { ...first, pageSize, ...differing });
  const ofUser =
    (userId: string) =>
    (pageSize: number, differing: object = {}) =>
      catalog.call(Catalog.getUserVideoPreviews, { ...first, userId: id(userId), pageSize, ...differing });

  /** The ids of all pages, as the web front end asks for them: a starting video, if any, is repeated beside states. */
  async function everyPage(
    list: (pageSize: number, differing: object) => ReturnType<typeof latest>,
    pageSize: number,
    starting: object = {},
  ): Promise<string[]> {
    const ids: string[] = [];
    let pagingState = '';
    do {
      const { code, response } = await list(pageSize, { ...starting, pagingState });
      expect(code).toBe(status.OK);
      ids.push(...(response?.videoPreviews ?? []).map(({ videoId }) => videoId?.value ?? ''));
      pagingState = response?.pagingState ?? '';
    } while (pagingState !== '' && ids.length < 100);
    return ids;
  }

  it.each(DATES)('an added_date of $name', async ({ stored, shown }) => {
    const [videoId, other] = [randomUUID(), randomUUID()];
    const insert = 'INSERT INTO videos (videoid, userid, name, location, added_date) VALUES (?, ?, ?, ?, ?)';
    await cql(insert, videoId, randomUUID(), 'Theirs', 'abc', timestamp(stored));
    await cql(insert, other, randomUUID(), 'Ordinary', 'abc', timestamp(NOW));
    expect(await get(videoId)).toMatchObject({ code: status.OK, response: { addedDate: shown } });
    const { response } = await previews(other, videoId);
    expect(response?.videoPreviews.map(({ name }) => name)).toEqual(['Ordinary', 'Theirs']);
    expect(response?.videoPreviews[1]?.addedDate).toEqual(shown);
  });

  it('all of them in a user’s list, each once, from each on', async () => {
    const userId = randomUUID();
    const filed = DATES.map((date) => ({ ...date, videoId: randomUUID() }));
    for (const { stored, videoId } of filed) {
      await cql(
        'INSERT INTO user_videos (userid, added_date, videoid) VALUES (?, ?, ?)',
        ...[userId, timestamp(stored), videoId],
      );
    }
    const ids = filed.map(({ videoId }) => videoId);
    const { response } = await ofUser(userId)(100);
    expect(response?.videoPreviews.map(({ addedDate }) => addedDate)).toEqual(
      filed.map(({ shown }) => shown),
    );
    for (const size of [1, 4]) expect(await everyPage(ofUser(userId), size)).toEqual(ids);
    for (const [at, { shown, videoId }] of filed.entries()) {
      const starting = { startingAddedDate: shown, startingVideoId: id(videoId) };
      expect(await everyPage(ofUser(userId), 100, starting)).toEqual(ids.slice(at));
    }
  });

  it('all of them among the latest, each once, from each on', async () => {
    await cql('TRUNCATE latest_videos');
    const today = new Date(Number(NOW)).toISOString().slice(0, 10).replaceAll('-', '');
    const filed = DATES.map((date) => ({ ...date, videoId: randomUUID() }));
    for (const { stored, videoId } of filed) {
      await cql(
        'INSERT INTO latest_videos (yyyymmdd, added_date, videoid) VALUES (?, ?, ?)',
        ...[today, timestamp(stored), videoId],
      );
    }
    const ids = filed.map(({ videoId }) => videoId);
    for (const size of [1, 4]) expect(await everyPage(latest, size)).toEqual(ids);
    for (const [at, { shown, videoId }] of filed.entries()) {
      const starting = { startingAddedDate: shown, startingVideoId: id(videoId) };
      if (shown === LAST || shown === FIRST)
        expect(await everyPage(latest, 100, starting)).toEqual(ids.slice(at));
    }
    await cql('TRUNCATE latest_videos');
  });

  it('one in nanoseconds, which its owner submits again', async () => {
    const [videoId, userId, stored] = [randomUUID(), randomUUID(), timestamp(NOW * 1_000_000n + 1n)];
    await cql(
      'INSERT INTO videos (videoid, userid, name, location, added_date) VALUES (?, ?, ?, ?, ?)',
      ...[videoId, userId, 'Theirs', 'abc', stored],
    );
    await cql(
      'INSERT INTO user_videos (userid, added_date, videoid) VALUES (?, ?, ?)',
      userId,
      stored,
      videoId,
    );
    const submitted = { name: 'Mine', description: '', tags: [], youTubeVideoId: 'abc' };
    const answer = await catalog.call(Catalog.submitYouTubeVideo, {
      ...submitted,
      videoId: id(videoId),
      userId: id(userId),
    });
    expect(answer).toMatchObject({ code: status.OK });
    const { response } = await ofUser(userId)(5);
    expect(response?.videoPreviews).toMatchObject([{ name: 'Mine', addedDate: LAST }]);
  });

  it('rows that lack everything but a name, or have values of no bytes', async () => {
    const [bare, empty] = [randomUUID(), randomUUID()];
    await cql('INSERT INTO videos (videoid, name) VALUES (?, ?)', bare, 'Bare');
    await cql(
      'INSERT INTO videos (videoid, name, userid, added_date, location_type, tags) ' +
        "VALUES (?, '', blob_as_uuid(0x), blob_as_timestamp(0x), blob_as_int(0x), {''})",
      empty,
    );
    const nothing = {
      userId: id(NOBODY),
      description: '',
      location: '',
      locationType: VideoLocationType.YOUTUBE,
      tags: [],
      addedDate: EPOCH,
    };
    expect((await get(bare)).response).toEqual({ ...nothing, videoId: id(bare), name: 'Bare' });
    expect((await get(empty)).response).toEqual({ ...nothing, videoId: id(empty), name: '', tags: [''] });
    const { response } = await previews(bare, empty);
    expect(response?.videoPreviews).toHaveLength(2);
  });

  it.each([-1, 2, 7, 2 ** 31 - 1, -(2 ** 31)])(
    'a location_type of %d, which is none',
    async (locationType) => {
      const videoId = randomUUID();
      await cql(
        'INSERT INTO videos (videoid, name, location_type) VALUES (?, ?, ?)',
        ...[videoId, 'x', locationType],
      );
      expect((await get(videoId)).response).toMatchObject({ locationType: VideoLocationType.YOUTUBE });
    },
  );

  it('texts of megabytes, cut so that the answer reaches its client', async () => {
    const [videoId, userId, short] = [randomUUID(), randomUUID(), randomUUID()];
    const [name, description] = ['n'.repeat(2_500_000), 'd'.repeat(2_500_000)];
    await cql('INSERT INTO videos (videoid, name) VALUES (?, ?)', videoId, name);
    await cql('INSERT INTO videos (videoid, description) VALUES (?, ?)', videoId, description);
    const video = (await get(videoId)).response;
    expect(video?.name).toMatch(/^n{2000000,}…$/);
    expect(video?.description).toMatch(/^d{2000000,}…$/);
    const list = 'INSERT INTO user_videos (userid, added_date, videoid, name) VALUES (?, ?, ?, ?)';
    await cql(list, userId, timestamp(NOW), videoId, name);
    await cql(list, userId, timestamp(NOW - 1n), short, 'Short');
    await cql(list, userId, timestamp(NOW - 2n), randomUUID(), name);
    const shown = (await ofUser(userId)(5)).response?.videoPreviews ?? [];
    expect(shown.map((each) => each.name.slice(0, 5))).toEqual(['nnnnn', 'Short', 'nnnnn']);
  });
});
