import { randomUUID } from 'node:crypto';

import { idempotent, pagingKeys } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall, writeTime } from '@killrvideo/testing';

import type { Page, PageRequest } from '@killrvideo/core';
import type { VideoPreview } from '../domain/video';
import type { NewVideo, VideoStore } from '../domain/video-store';
import { itKeepsClaims } from '../domain/video-claims.contract.testing';
import schema from '../schema.cql';
import { cassandraVideoStore } from './cassandra-video-store';

const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 10, 25, 12);
const AT_NOON = BigInt(NOON);

const cassandra = useScratchKeyspace(schema);
let now = NOON;
let store: VideoStore;

beforeAll(() => {
  store = cassandraVideoStore(cassandra(), pagingKeys(['k'.repeat(32)]), () => now);
});
beforeEach(async () => {
  now = NOON;
  await run('TRUNCATE latest_videos');
});

/** Straight into the tables, as other tools go. */
const run = (cql: string, ...params: unknown[]) =>
  cassandra().rows({ cql, idempotent: true, label: 'test' }, params, testCall());
const rows = (cql: string, ...params: unknown[]) => cassandra().rows(idempotent(cql), params, testCall());

function videoAt(addedDate: number | bigint, differing: Partial<NewVideo> = {}): NewVideo {
  return {
    kind: 'youtube',
    videoId: randomUUID(),
    userId: randomUUID(),
    addedDate: BigInt(addedDate),
    name: 'A kitten',
    description: 'It looks at the camera',
    tags: ['cats', 'Katzen'],
    location: 'dQw4w9WgXcQ',
    previewImageLocation: '//img/1.jpg',
    ...differing,
  };
}

async function putAll(videos: readonly NewVideo[]): Promise<void> {
  for (let at = 0; at < videos.length; at += 100) {
    await Promise.all(videos.slice(at, at + 100).map((video) => store.put(video, writeTime(), testCall())));
  }
}

/** The order of the lists, for ids of one version. */
function inOrder(videos: readonly NewVideo[]): string[] {
  return [...videos]
    .sort((a, b) => Number(b.addedDate - a.addedDate) || (a.videoId < b.videoId ? -1 : 1))
    .map(({ videoId }) => videoId);
}

async function everyPage(
  read: (page: PageRequest) => Promise<Page<VideoPreview>>,
  size: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = [];
  let state = '';
  do {
    const page = await read({ size, state });
    if (page.nextState !== '') expect(page.rows).toHaveLength(size);
    ids.push(...page.rows.map(({ videoId }) => videoId));
    state = page.nextState;
    await between();
  } while (state !== '');
  return ids;
}

describe('a claim', () => {
  const claimOf = (videoId: string, userId: string, addedDate: number | bigint) =>
    store.claim({ videoId, userId, addedDate: BigInt(addedDate), kind: 'youtube' }, testCall());

  itKeepsClaims(() => store);

  it('completes rows that other tools wrote in part, and keeps what stands there', async () => {
    const [ownerless, dateless, userId] = [randomUUID(), randomUUID(), randomUUID()];
    await run('INSERT INTO videos (videoid, name, added_date) VALUES (?, ?, ?)', ownerless, 'x', new Date(5));
    expect(await claimOf(ownerless, userId, NOON)).toMatchObject({ userId, addedDate: 5n });
    await run('INSERT INTO videos (videoid, userid, location_type) VALUES (?, ?, 0)', dateless, userId);
    const completed = { videoId: dateless, userId, addedDate: AT_NOON, kind: 'youtube' };
    expect(await claimOf(dateless, userId, NOON)).toEqual(completed);
    expect(await claimOf(dateless, userId, NOON + 5)).toEqual(completed);
  });

  it('that is refused changes nothing, not even what the row lacks', async () => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    await run('INSERT INTO videos (videoid, userid, name) VALUES (?, ?, ?)', videoId, userId, 'x');
    const refused = { videoId, userId: randomUUID(), addedDate: AT_NOON, kind: 'upload' } as const;
    expect(await store.claim(refused, testCall())).toMatchObject({ userId });
    const [row] = await rows(
      'SELECT userid, added_date, location_type FROM videos WHERE videoid = ?',
      videoId,
    );
    expect(row).toMatchObject({ added_date: null, location_type: null });
    expect(String(row?.['userid'])).toBe(userId);
  });

  it('finds a YouTube video where another backend has left the location_type null', async () => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    await run('INSERT INTO videos (videoid, userid, name) VALUES (?, ?, ?)', videoId, userId, 'x');
    const claim = { videoId, userId, addedDate: AT_NOON, kind: 'upload' } as const;
    expect(await store.claim(claim, testCall())).toEqual({ ...claim, kind: 'youtube' });
  });

  it('is no video until its facts are put', async () => {
    const video = videoAt(NOON);
    const { videoId, userId } = video;
    await claimOf(videoId, userId, NOON);
    expect(await store.video(videoId, testCall())).toBeUndefined();
    expect(await store.previews(new Set([videoId]), testCall())).toEqual(new Map());
    await store.put(video, writeTime(), testCall());
    expect(await store.video(videoId, testCall())).toEqual({ ...video, tags: ['Katzen', 'cats'] });
  });
});

describe('a video that is put again', () => {
  it('stands once in every list, with its new texts', async () => {
    const video = videoAt(NOON - 1000);
    await store.put(video, writeTime(), testCall());
    await store.put({ ...video, name: 'A cat', tags: [] }, writeTime(), testCall());
    const first = { size: 10, state: '' };
    for (const page of [
      await store.latest(first, undefined, testCall()),
      await store.ofUser(video.userId, first, undefined, testCall()),
    ]) {
      expect(page.rows.map(({ videoId, name }) => [videoId, name])).toEqual([[video.videoId, 'A cat']]);
    }
    expect(await store.video(video.videoId, testCall())).toMatchObject({ name: 'A cat', tags: [] });
  });

  it('does not stay among the latest for longer than 7 days after its date', async () => {
    const [young, old] = [videoAt(NOON - 3 * DAY_MS), videoAt(NOON - 7 * DAY_MS)];
    await putAll([young, old]);
    const [row, ...others] = await rows(
      'SELECT videoid, TTL(name) AS seconds FROM latest_videos WHERE yyyymmdd = ?',
      '20261122',
    );
    expect(others).toEqual([]);
    expect(row?.['seconds']).toBeGreaterThan(4 * 86_400 - 60);
    expect(row?.['seconds']).toBeLessThanOrEqual(4 * 86_400);
    expect(await rows('SELECT videoid FROM latest_videos WHERE yyyymmdd = ?', '20261118')).toEqual([]);
  });

  it('of an upload takes nothing away that its publication brought, and is in no list of the latest', async () => {
    const upload: NewVideo = {
      kind: 'upload',
      videoId: randomUUID(),
      userId: randomUUID(),
      addedDate: AT_NOON,
      name: 'Mine',
      description: '',
      tags: [],
    };
    await store.claim(upload, testCall());
    await store.put(upload, writeTime(), testCall());
    await run('UPDATE videos SET location = ? WHERE videoid = ?', 'http://files/1', upload.videoId);
    await store.put(upload, writeTime(), testCall());
    expect(await store.video(upload.videoId, testCall())).toMatchObject({
      kind: 'upload',
      location: 'http://files/1',
      previewImageLocation: '',
    });
    expect((await store.latest({ size: 5, state: '' }, undefined, testCall())).rows).toEqual([]);
  });
});

describe('the latest videos', () => {
  /** Over all 8 days, hours apart and crowded at midnight, many in one millisecond. */
  function crowd(): NewVideo[] {
    const videos: NewVideo[] = [];
    for (let day = 0; day < 8; day++) {
      const midnight = Date.UTC(2026, 10, 25 - day);
      for (let index = 0; index < 25; index++) {
        videos.push(videoAt(midnight), videoAt(midnight + (index % 3)));
        if (day < 7) videos.push(videoAt(midnight - 1));
        videos.push(videoAt(midnight + index * 1_000_000));
      }
    }
    // The oldest day lies more than 7 days back: put as they were at their time.
    return videos.filter(({ addedDate }) => addedDate > BigInt(NOON - 7 * DAY_MS) && addedDate <= AT_NOON);
  }
  const latest = (page: PageRequest) => store.latest(page, undefined, testCall());

  it('come in order, each once, at every page size, while others are added', async () => {
    const videos = crowd();
    expect(videos.length).toBeGreaterThan(600);
    await putAll(videos);
    const expected = inOrder(videos);
    for (const size of [1000, 333, 50, 7, 1]) {
      let added = 0;
      const ids = await everyPage(latest, size, async () => {
        if (added++ < 3) await store.put(videoAt(NOON + 1000 + added), writeTime(), testCall());
      });
      const isNew = (id: string) => !expected.includes(id);
      expect(ids.filter((id) => !isNew(id))).toEqual(expected);
      expect(ids.slice(ids.findIndex((id) => !isNew(id))).filter(isNew)).toEqual([]);
    }
  }, 120_000);

  it('begin with the starting video, inclusive, also inside a millisecond and in another day', async () => {
    const videos = crowd();
    await putAll(videos);
    const expected = inOrder(videos);
    for (const at of [0, 1, 40, 99, 100, 101, 400, expected.length - 1]) {
      const start = videos.find(({ videoId }) => videoId === expected[at]) as NewVideo;
      const ids = await everyPage((page) => store.latest(page, start, testCall()), 40);
      expect(ids).toEqual(expected.slice(at));
    }
    const future = { addedDate: BigInt(NOON + 30 * DAY_MS), videoId: randomUUID() };
    expect((await store.latest({ size: 1000, state: '' }, future, testCall())).rows).toHaveLength(
      expected.length,
    );
    const past = { addedDate: BigInt(NOON - 30 * DAY_MS), videoId: randomUUID() };
    expect(await store.latest({ size: 5, state: '' }, past, testCall())).toEqual({ rows: [], nextState: '' });
  }, 60_000);

  it('go on to the end of a list that was begun before midnight', async () => {
    now = Date.UTC(2026, 10, 25, 23, 59);
    const oldest = videoAt(Date.UTC(2026, 10, 19));
    const videos = [videoAt(now - 1000), videoAt(now - 2000), oldest];
    await putAll(videos);
    const lastDay = videoAt(Date.UTC(2026, 10, 18, 23, 59, 30));
    await putAll([lastDay]); // has half a minute to live there
    const first = await latest({ size: 2, state: '' });
    now += 120_000;
    const second = await latest({ size: 2, state: first.nextState });
    expect(second.rows.map(({ videoId }) => videoId)).toEqual([oldest.videoId, lastDay.videoId]);
  });

  it('show what a sibling with a faster clock has added after its midnight', async () => {
    now = Date.UTC(2026, 10, 26) - 500;
    const video = videoAt(Date.UTC(2026, 10, 26) + 500);
    await store.put(video, writeTime(), testCall());
    expect((await latest({ size: 5, state: '' })).rows).toMatchObject([{ videoId: video.videoId }]);
  });
});

describe('a user’s videos', () => {
  it('come in order, each once, from a start on, with no end in time', async () => {
    const userId = randomUUID();
    const dates = [NOON, NOON, NOON, NOON - 1, NOON - 1, NOON - 900 * DAY_MS, 0, -5];
    const videos = dates.map((date) => videoAt(date, { userId }));
    await putAll(videos);
    const expected = inOrder(videos);
    for (const size of [1, 2, 3, 8, 1000]) {
      const ids = await everyPage((page) => store.ofUser(userId, page, undefined, testCall()), size);
      expect(ids).toEqual(expected);
    }
    for (const [at, videoId] of expected.entries()) {
      const start = videos.find((video) => video.videoId === videoId) as NewVideo;
      const ids = await everyPage((page) => store.ofUser(userId, page, start, testCall()), 2);
      expect(ids).toEqual(expected.slice(at));
    }
  });

  it('show rows that other tools wrote in part', async () => {
    const [userId, videoId] = [randomUUID(), randomUUID()];
    await run(
      'INSERT INTO user_videos (userid, added_date, videoid) VALUES (?, ?, ?)',
      userId,
      new Date(7),
      videoId,
    );
    expect((await store.ofUser(userId, { size: 5, state: '' }, undefined, testCall())).rows).toEqual([
      { userId, videoId, addedDate: 7n, name: '', previewImageLocation: '' },
    ]);
  });
});
