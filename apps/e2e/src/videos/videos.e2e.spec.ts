import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { VideoCatalogServiceService as Catalog, VideoLocationType } from '@killrvideo/proto/video-catalog';
import type { Timestamp } from '@killrvideo/proto/common';
import { status } from '@grpc/grpc-js';

import { cassandraOf } from '../world/cassandra';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
const msOf = (timestamp: Timestamp | undefined) =>
  Number(timestamp?.seconds ?? NaN) * 1000 + (timestamp?.nanos ?? NaN) / 1_000_000;

describe.each(deploymentsOf('videos'))('VideoCatalogService of %s', (app) => {
  let catalog: GrpcCaller;
  beforeAll(async () => {
    catalog = await callerOf('VideoCatalogService', app);
  });
  afterAll(() => catalog.close());

  const youTube = (differing: object = {}) => ({
    videoId: id(randomUUID()),
    userId: id(randomUUID()),
    name: 'A kitten',
    description: 'It looks at the camera 🐱',
    tags: [' cats ', 'Cute', '', 'cats'],
    youTubeVideoId: 'dQw4w9WgXcQ',
    ...differing,
  });
  const submit = (differing: object = {}) => catalog.call(Catalog.submitYouTubeVideo, youTube(differing));
  const upload = (differing: object = {}) =>
    catalog.call(Catalog.submitUploadedVideo, {
      ...youTube(),
      uploadUrl: 'http://127.0.0.1:8308/1',
      ...differing,
    });
  const get = (videoId: string) => catalog.call(Catalog.getVideo, { videoId: id(videoId) });
  const previews = (...videoIds: string[]) =>
    catalog.call(Catalog.getVideoPreviews, { videoIds: videoIds.map(id) });
  const latest = (pageSize: number, differing: object = {}) =>
    catalog.call(Catalog.getLatestVideoPreviews, {
      pageSize,
      startingAddedDate: undefined,
      startingVideoId: undefined,
      pagingState: '',
      ...differing,
    });
  const ofUser = (userId: string, pageSize: number, differing: object = {}) =>
    catalog.call(Catalog.getUserVideoPreviews, {
      userId: id(userId),
      pageSize,
      startingAddedDate: undefined,
      startingVideoId: undefined,
      pagingState: '',
      ...differing,
    });

  /** Videos of a new user, one submitted after another; their ids newest first. */
  async function userWith(count: number): Promise<{ userId: string; ids: string[] }> {
    const userId = randomUUID();
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      const videoId = randomUUID();
      expect(await submit({ videoId: id(videoId), userId: id(userId) })).toMatchObject({ code: status.OK });
      ids.unshift(videoId);
    }
    return { userId, ids };
  }

  describe('SubmitYouTubeVideo', () => {
    it('adds a video that every rpc shows at once', async () => {
      const before = Date.now();
      const request = youTube();
      const [videoId, userId] = [request.videoId.value, request.userId.value];
      expect(await catalog.call(Catalog.submitYouTubeVideo, request)).toMatchObject({
        code: status.OK,
        response: {},
      });

      const { response: video } = await get(videoId);
      const { tags, addedDate, ...rest } = video ?? { tags: [], addedDate: undefined };
      expect(rest).toEqual({
        videoId: id(videoId),
        userId: id(userId),
        name: 'A kitten',
        description: 'It looks at the camera 🐱',
        location: 'dQw4w9WgXcQ',
        locationType: VideoLocationType.YOUTUBE,
      });
      expect([...tags].sort()).toEqual(['Cute', 'cats']);
      expect(msOf(addedDate)).toBeGreaterThanOrEqual(before - 1000);
      expect((addedDate?.nanos ?? -1) % 1_000_000).toBe(0);

      const preview = {
        videoId: id(videoId),
        userId: id(userId),
        addedDate,
        name: 'A kitten',
        previewImageLocation: '//img.youtube.com/vi/dQw4w9WgXcQ/hqdefault.jpg',
      };
      expect((await previews(videoId)).response).toEqual({ videoPreviews: [preview] });
      expect((await latest(1)).response?.videoPreviews).toEqual([preview]);
      expect((await ofUser(userId, 5)).response).toEqual({
        userId: id(userId),
        videoPreviews: [preview],
        pagingState: '',
      });
    });

    it('takes a whole URL, no description and no tags', async () => {
      const [videoId, location] = [randomUUID(), 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'];
      await submit({ videoId: id(videoId), description: '', tags: [], youTubeVideoId: location });
      expect((await get(videoId)).response).toMatchObject({ location, description: '', tags: [] });
    });

    it('takes everything at its limit', async () => {
      const videoId = randomUUID();
      const answer = await submit({
        videoId: id(videoId),
        name: '猫'.repeat(341) + 'x',
        description: 'x'.repeat(8192),
        tags: Array.from({ length: 100 }, (_, index) => `${index}`.padStart(81, '-')),
        youTubeVideoId: 'y'.repeat(1024),
      });
      expect(answer).toMatchObject({ code: status.OK });
      expect((await get(videoId)).response?.tags).toHaveLength(100);
    });

    it('names every missing field at once', async () => {
      const { code, details } = await submit({
        videoId: undefined,
        userId: id(''),
        name: ' ',
        youTubeVideoId: '',
      });
      expect(code).toBe(status.INVALID_ARGUMENT);
      for (const field of ['video_id', 'user_id', 'name', 'you_tube_video_id'])
        expect(details).toContain(field);
      expect(details).not.toContain('\n');
    });

    it.each([
      ['video_id', { videoId: id('no-uuid') }],
      ['name', { name: 'x'.repeat(1025) }],
      ['description', { description: 'é'.repeat(4097) }],
      ['tags', { tags: Array.from({ length: 101 }, (_, index) => `${index}`) }],
      ['tags', { tags: ['x'.repeat(101)] }],
      ['tags', { tags: Array.from({ length: 100 }, (_, index) => `${index}`.padStart(83, '-')) }],
      ['you_tube_video_id', { youTubeVideoId: 'x'.repeat(1025) }],
    ])('refuses a wrong %s', async (field, wrong) => {
      const { code, details } = await submit(wrong);
      expect(code).toBe(status.INVALID_ARGUMENT);
      expect(details.startsWith(`${field} `)).toBe(true);
    });

    it('keeps the date when the owner repeats it, makes no second row, and takes over the new texts', async () => {
      const [videoId, userId] = [randomUUID(), randomUUID()];
      const mine = { videoId: id(videoId), userId: id(userId) };
      await submit(mine);
      const { addedDate } = (await get(videoId)).response ?? {};
      for (let time = 0; time < 3; time++) await submit({ ...mine, name: 'Another name' });
      expect((await get(videoId)).response).toMatchObject({ addedDate, name: 'Another name' });
      expect((await ofUser(userId, 10)).response?.videoPreviews).toMatchObject([
        { addedDate, name: 'Another name' },
      ]);
      const all = (await latest(1000)).response?.videoPreviews ?? [];
      expect(all.filter((each) => each.videoId?.value === videoId)).toHaveLength(1);
    });

    it('refuses an id of another user, and changes nothing', async () => {
      const videoId = randomUUID();
      await submit({ videoId: id(videoId) });
      const other = randomUUID();
      const { code, details } = await submit({ videoId: id(videoId), userId: id(other), name: 'Mine!' });
      expect(code).toBe(status.ALREADY_EXISTS);
      expect(details).toContain(videoId);
      expect((await get(videoId)).response?.name).toBe('A kitten');
      expect((await ofUser(other, 5)).response?.videoPreviews).toEqual([]);
    });

    it('refuses an id of another user’s video that another backend wrote in part, and changes nothing', async () => {
      const cassandra = await cassandraOf();
      const [videoId, owner] = [randomUUID(), randomUUID()];
      await cassandra.execute(
        'INSERT INTO videos (videoid, userid, name, location) VALUES (?, ?, ?, ?)',
        [videoId, owner, 'Old', 'abc'],
        { prepare: true },
      );
      await cassandra.shutdown();
      const before = (await get(videoId)).response;
      expect(before).toMatchObject({ locationType: VideoLocationType.YOUTUBE, userId: id(owner) });
      for (const answer of [await submit({ videoId: id(videoId) }), await upload({ videoId: id(videoId) })])
        expect(answer.code).toBe(status.ALREADY_EXISTS);
      expect((await get(videoId)).response).toEqual(before);

      expect(await submit({ videoId: id(videoId), userId: id(owner) })).toMatchObject({ code: status.OK });
      const { addedDate } = (await get(videoId)).response ?? {};
      expect(msOf(addedDate)).toBeGreaterThan(Date.now() - 60_000);
      expect((await ofUser(owner, 5)).response?.videoPreviews).toMatchObject([{ addedDate }]);
    });

    it('lets one of many users have an id that all submit at once', async () => {
      const videoId = randomUUID();
      const users = Array.from({ length: 10 }, () => randomUUID());
      const answers = await Promise.all(
        users.map((userId) => submit({ videoId: id(videoId), userId: id(userId) })),
      );
      const codes = answers.map(({ code }) => code);
      expect(codes.filter((code) => code === status.OK)).toHaveLength(1);
      expect(codes.filter((code) => code === status.ALREADY_EXISTS)).toHaveLength(9);
      const owner = users[codes.indexOf(status.OK)] ?? '';
      expect((await get(videoId)).response?.userId).toEqual(id(owner));
      for (const userId of users) {
        const rows = (await ofUser(userId, 5)).response?.videoPreviews ?? [];
        expect(rows).toHaveLength(userId === owner ? 1 : 0);
      }
    });

    it('makes one video, in one row of each list, of what its owner submits many times at once', async () => {
      const [videoId, userId] = [randomUUID(), randomUUID()];
      const mine = { videoId: id(videoId), userId: id(userId) };
      const answers = await Promise.all(Array.from({ length: 10 }, () => submit(mine)));
      expect(answers.every(({ code }) => code === status.OK)).toBe(true);
      const { addedDate } = (await get(videoId)).response ?? {};
      expect((await ofUser(userId, 10)).response?.videoPreviews).toMatchObject([{ addedDate }]);
      const all = (await latest(1000)).response?.videoPreviews ?? [];
      expect(all.filter((each) => each.videoId?.value === videoId)).toMatchObject([{ addedDate }]);
    });

    it('dates videos that are submitted at once differently', async () => {
      const userId = randomUUID();
      const answers = await Promise.all(Array.from({ length: 20 }, () => submit({ userId: id(userId) })));
      expect(answers.every(({ code }) => code === status.OK)).toBe(true);
      const rows = (await ofUser(userId, 50)).response?.videoPreviews ?? [];
      expect(new Set(rows.map(({ addedDate }) => msOf(addedDate))).size).toBe(20);
    });
  });

  describe('SubmitUploadedVideo', () => {
    it('adds a video that exists at once, without location and preview, and is not among the latest', async () => {
      const [videoId, userId] = [randomUUID(), randomUUID()];
      expect(await upload({ videoId: id(videoId), userId: id(userId) })).toMatchObject({
        code: status.OK,
        response: {},
      });
      expect((await get(videoId)).response).toMatchObject({
        location: '',
        locationType: VideoLocationType.UPLOAD,
        name: 'A kitten',
      });
      expect((await ofUser(userId, 5)).response?.videoPreviews).toMatchObject([
        { videoId: id(videoId), previewImageLocation: '' },
      ]);
      const all = (await latest(1000)).response?.videoPreviews ?? [];
      expect(all.some((each) => each.videoId?.value === videoId)).toBe(false);
    });

    it('refuses a missing upload_url, and an id that is a YouTube video or another user’s', async () => {
      expect(await upload({ uploadUrl: '' })).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'upload_url is blank',
      });
      const [videoId, userId] = [randomUUID(), randomUUID()];
      await submit({ videoId: id(videoId), userId: id(userId) });
      for (const user of [userId, randomUUID()]) {
        expect(await upload({ videoId: id(videoId), userId: id(user) })).toMatchObject({
          code: status.ALREADY_EXISTS,
        });
      }
    });
  });

  describe('GetVideo and GetVideoPreviews', () => {
    it('say NOT_FOUND with the id for an unknown video', async () => {
      const unknown = randomUUID().toUpperCase();
      const { code, details } = await get(unknown);
      expect(code).toBe(status.NOT_FOUND);
      expect(details).toContain(unknown);
      expect(await get('')).toMatchObject({
        code: status.INVALID_ARGUMENT,
        details: 'video_id is missing',
      });
    });

    it('answer in the order asked for, unknown videos left out, repeats and spellings kept', async () => {
      const { ids } = await userWith(2);
      const [b = '', a = ''] = ids;
      const asked = [a.toUpperCase(), randomUUID(), b, a];
      const { response } = await previews(...asked);
      expect(response?.videoPreviews.map(({ videoId }) => videoId?.value)).toEqual([a.toUpperCase(), b, a]);
      expect((await get(a.toUpperCase())).response?.videoId).toEqual(id(a.toUpperCase()));
    });

    it('answer none for none, take 20 ids and refuse 21', async () => {
      const ids = Array.from({ length: 21 }, () => randomUUID());
      expect(await previews()).toMatchObject({ code: status.OK, response: { videoPreviews: [] } });
      expect(await previews(...ids.slice(1))).toMatchObject({ code: status.OK });
      expect(await previews(...ids)).toMatchObject({ code: status.INVALID_ARGUMENT });
    });

    it('show rows that other backends wrote, in part too, and no mere claim', async () => {
      const cassandra = await cassandraOf();
      const write = (cql: string, ...params: unknown[]) => cassandra.execute(cql, params, { prepare: true });
      const [old, bare, claim] = [randomUUID(), randomUUID(), randomUUID()];
      await write(
        'INSERT INTO videos (videoid, userid, name, location, location_type, added_date) VALUES (?, ?, ?, ?, 0, ?)',
        old,
        randomUUID(),
        'Old',
        'abc',
        new Date(1_400_000_000_123),
      );
      await write('INSERT INTO videos (videoid, name) VALUES (?, ?)', bare, 'Bare');
      await write(
        'INSERT INTO videos (videoid, userid, added_date) VALUES (?, ?, ?)',
        claim,
        randomUUID(),
        new Date(),
      );
      await cassandra.shutdown();
      expect((await get(old)).response).toMatchObject({
        description: '',
        tags: [],
        addedDate: { seconds: 1_400_000_000n, nanos: 123_000_000 },
      });
      const shown = (await previews(old, bare, claim)).response?.videoPreviews ?? [];
      expect(shown.map(({ name, previewImageLocation }) => [name, previewImageLocation])).toEqual([
        ['Old', ''],
        ['Bare', ''],
      ]);
      expect(shown.every(({ userId, addedDate }) => userId?.value.length === 36 && addedDate)).toBe(true);
      expect(await get(claim)).toMatchObject({ code: status.NOT_FOUND });
    });
  });

  describe('the lists', () => {
    it('give every video once, newest first, in full pages, with the starting video repeated beside states', async () => {
      const { userId, ids } = await userWith(7);
      const first = (await ofUser(userId, 1)).response?.videoPreviews[0];
      const starting = { startingAddedDate: first?.addedDate, startingVideoId: first?.videoId };
      for (const [list, expected] of [
        [ofUser.bind(undefined, userId), ids],
        [latest, ids],
      ] as const) {
        for (const sizes of [[3], [7], [1, 5]]) {
          const seen: string[] = [];
          let pagingState = '';
          for (let page = 0; seen.length < expected.length; page++) {
            const pageSize = sizes[page % sizes.length] ?? 1;
            const { response } = await list(pageSize, { ...starting, pagingState });
            const rows = response?.videoPreviews ?? [];
            seen.push(...rows.map(({ videoId }) => videoId?.value ?? ''));
            pagingState = response?.pagingState ?? '';
            if (pagingState !== '') expect(rows).toHaveLength(pageSize);
            else break;
          }
          expect(seen.slice(0, expected.length)).toEqual(expected);
        }
      }
      expect((await ofUser(userId, 7)).response?.pagingState).toBe('');
    });

    it('begin with the starting video, and ignore one starting field without the other', async () => {
      const { userId, ids } = await userWith(4);
      const rows = (await ofUser(userId, 4)).response?.videoPreviews ?? [];
      const start = { startingAddedDate: rows[2]?.addedDate, startingVideoId: rows[2]?.videoId };
      for (const list of [ofUser.bind(undefined, userId), latest]) {
        const whole = (await list(2, start)).response?.videoPreviews ?? [];
        expect(whole.map(({ videoId }) => videoId?.value)).toEqual(ids.slice(2));
        for (const half of [
          { ...start, startingVideoId: undefined },
          { ...start, startingAddedDate: undefined },
          { startingAddedDate: undefined, startingVideoId: id('nonsense') },
        ]) {
          expect((await list(1, half)).response?.videoPreviews[0]?.videoId).toEqual(id(ids[0] ?? ''));
        }
      }
    });

    it.each([
      ['page_size', { pageSize: 0 }],
      ['page_size', { pageSize: -1 }],
      ['starting_added_date', { startingAddedDate: { seconds: 253_402_300_800n, nanos: 0 } }],
      ['starting_added_date', { startingAddedDate: { seconds: 1n, nanos: -1 } }],
      ['starting_video_id', { startingVideoId: id('no-uuid') }],
    ])('refuse a wrong %s', async (field, wrong) => {
      const starting = { startingAddedDate: { seconds: 0n, nanos: 0 }, startingVideoId: id(randomUUID()) };
      for (const answer of [
        await latest(5, { ...starting, ...wrong }),
        await ofUser(randomUUID(), 5, { ...starting, ...wrong }),
      ]) {
        expect(answer.code).toBe(status.INVALID_ARGUMENT);
        expect(answer.details.startsWith(`${field} `)).toBe(true);
      }
    });

    it('take the epoch as a normal time, and clamp large pages', async () => {
      const { userId } = await userWith(1);
      const starting = { startingAddedDate: { seconds: 0n, nanos: 0 }, startingVideoId: id(randomUUID()) };
      expect((await ofUser(userId, 5, starting)).response?.videoPreviews).toEqual([]);
      expect(await latest(2_147_483_647)).toMatchObject({ code: status.OK });
    });

    it('are empty for an unknown user, whose id is echoed', async () => {
      const unknown = randomUUID().toUpperCase();
      expect((await ofUser(unknown, 5)).response).toEqual({
        userId: id(unknown),
        videoPreviews: [],
        pagingState: '',
      });
      expect(await ofUser('', 5)).toMatchObject({ code: status.INVALID_ARGUMENT });
    });

    it('refuse a state of another list or user, altered, or made up', async () => {
      const { userId } = await userWith(3);
      const state = (await ofUser(userId, 1)).response?.pagingState ?? '';
      const latestState = (await latest(1)).response?.pagingState ?? '';
      for (const each of [state, latestState]) expect(each).toMatch(/^[\x21-\x7e]{1,2047}$/);
      for (const answer of [
        await ofUser(randomUUID(), 1, { pagingState: state }),
        await latest(1, { pagingState: state }),
        await ofUser(userId, 1, { pagingState: latestState }),
        await ofUser(userId, 1, { pagingState: `${state.slice(0, -1)}${state.endsWith('A') ? 'B' : 'A'}` }),
        await latest(1, { pagingState: 'garbage' }),
      ]) {
        expect(answer.code).toBe(status.INVALID_ARGUMENT);
        expect(answer.details).toMatch(/^paging_state /);
      }
    });

    it('give latest videos that another backend filed by days of its local time once each', async () => {
      const cassandra = await cassandraOf();
      await cassandra.execute('TRUNCATE latest_videos');
      const midnight = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 86_400_000;
      const bucketOf = (ms: number) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');
      const filed: string[] = [];
      for (const [day, addedDate] of [
        [midnight, midnight + 600_000],
        [midnight - 1, midnight + 1_800_000], // the day before is not over yet in New York
        [midnight - 1, midnight - 600_000],
      ] as const) {
        const videoId = randomUUID();
        await cassandra.execute(
          'INSERT INTO latest_videos (yyyymmdd, added_date, videoid, userid, name) VALUES (?, ?, ?, ?, ?)',
          [bucketOf(day), new Date(addedDate), videoId, randomUUID(), 'Theirs'],
          { prepare: true },
        );
        filed.push(videoId);
      }
      await cassandra.shutdown();
      const seen: string[] = [];
      let pagingState = '';
      do {
        const { response } = await latest(1, { pagingState });
        seen.push(...(response?.videoPreviews ?? []).map(({ videoId }) => videoId?.value ?? ''));
        pagingState = response?.pagingState ?? '';
      } while (pagingState !== '' && seen.length < 10);
      expect(seen).toEqual(filed);
    });

    it('forget what another tool truncated, and take the same ids again for other owners', async () => {
      const videoId = randomUUID();
      await submit({ videoId: id(videoId) });
      const cassandra = await cassandraOf();
      for (const table of ['videos', 'user_videos', 'latest_videos'])
        await cassandra.execute(`TRUNCATE ${table}`);
      await cassandra.shutdown();
      expect(await get(videoId)).toMatchObject({ code: status.NOT_FOUND });
      expect((await latest(5)).response?.videoPreviews).toEqual([]);
      const owner = randomUUID();
      expect(await submit({ videoId: id(videoId), userId: id(owner), name: 'New' })).toMatchObject({
        code: status.OK,
      });
      expect((await get(videoId)).response).toMatchObject({ userId: id(owner), name: 'New' });
    });
  });
});
