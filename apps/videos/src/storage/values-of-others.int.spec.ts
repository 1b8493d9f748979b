import { randomUUID } from 'node:crypto';

import { pagingKeys } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { shownTime, type Page, type PageRequest } from '@killrvideo/core';
import { testCall, writeTime } from '@killrvideo/testing';

import type { VideoPosition, VideoPreview } from '../domain/video';
import type { VideoStore } from '../domain/video-store';
import schema from '../schema.cql';
import { cassandraVideoStore } from './cassandra-video-store';

const NOON = Date.UTC(2026, 10, 25, 12);
const AT_NOON = BigInt(NOON);
/** Newest first: the end of the range, nanoseconds, microseconds, just too late, now, the epoch, and far before. */
const DATES = [
  2n ** 63n - 1n,
  AT_NOON * 1_000_000n + 1n,
  AT_NOON * 1_000_000n,
  AT_NOON * 1000n,
  253_402_300_800_000n,
  AT_NOON,
  0n,
  -62_135_596_800_001n,
  -(2n ** 63n),
];

const cassandra = useScratchKeyspace(schema);
let store: VideoStore;
beforeAll(() => {
  store = cassandraVideoStore(cassandra(), pagingKeys(['k'.repeat(32)]), () => NOON);
});

const run = (cql: string, ...params: unknown[]) =>
  cassandra().rows({ cql, idempotent: true, label: 'test' }, params, testCall());

/** Two rows of each date, in the order of the list. */
async function fileInOrder(
  file: (date: bigint, videoId: string) => Promise<unknown>,
): Promise<VideoPosition[]> {
  const filed = DATES.flatMap((addedDate) =>
    [randomUUID(), randomUUID()].sort().map((videoId) => ({ addedDate, videoId })),
  );
  await Promise.all(filed.map(({ addedDate, videoId }) => file(addedDate, videoId)));
  return filed;
}

const ofUser = (userId: string, start?: VideoPosition) => (page: PageRequest) =>
  store.ofUser(userId, page, start, testCall());
const latest = (start?: VideoPosition) => (page: PageRequest) => store.latest(page, start, testCall());

async function everyPage(
  read: (page: PageRequest) => Promise<Page<VideoPreview>>,
  size: number,
): Promise<VideoPosition[]> {
  const rows: VideoPosition[] = [];
  let state = '';
  do {
    const page = await read({ size, state });
    if (page.nextState !== '') expect(page.rows).toHaveLength(size);
    rows.push(...page.rows.map(({ addedDate, videoId }) => ({ addedDate, videoId })));
    state = page.nextState;
  } while (state !== '' && rows.length < 100);
  return rows;
}

describe('dates of any size', () => {
  it('are read as they are stored', async () => {
    for (const addedDate of DATES) {
      const videoId = randomUUID();
      await run('INSERT INTO videos (videoid, name, added_date) VALUES (?, ?, ?)', videoId, 'x', addedDate);
      expect(await store.video(videoId, testCall())).toMatchObject({ addedDate });
      const previews = await store.previews(new Set([videoId]), testCall());
      expect(previews.get(videoId)).toMatchObject({ addedDate });
    }
  });

  it('keep a user’s videos in order, each once at every page size, from each of them on', async () => {
    const userId = randomUUID();
    const filed = await fileInOrder((date, videoId) =>
      run('INSERT INTO user_videos (userid, added_date, videoid) VALUES (?, ?, ?)', userId, date, videoId),
    );
    for (const size of [1, 3, 100]) expect(await everyPage(ofUser(userId), size)).toEqual(filed);
    for (const [at, { addedDate, videoId }] of filed.entries()) {
      const start = { addedDate: shownTime(addedDate), videoId };
      expect(await everyPage(ofUser(userId, start), 100)).toEqual(filed.slice(at));
    }
  }, 30_000);

  it('keep the latest videos in order, whichever day they are filed in', async () => {
    const days = ['20261125', '20261121'];
    const filed: VideoPosition[] = [];
    for (const day of days) {
      filed.push(
        ...(await fileInOrder((date, videoId) =>
          run(
            'INSERT INTO latest_videos (yyyymmdd, added_date, videoid) VALUES (?, ?, ?)',
            day,
            date,
            videoId,
          ),
        )),
      );
    }
    for (const size of [1, 7]) expect(await everyPage(latest(), size)).toEqual(filed);
    for (const [at, { addedDate, videoId }] of filed.entries()) {
      const start = { addedDate: shownTime(addedDate), videoId };
      if (start.addedDate === addedDate) continue; // a date of its own names a day, and that is another one here
      expect(await everyPage(latest(start), 100)).toEqual(filed.slice(at));
    }
  }, 30_000);

  it('stay as they are when a video’s owner submits it again, which makes no second row', async () => {
    for (const addedDate of DATES) {
      const [videoId, userId] = [randomUUID(), randomUUID()];
      await run(
        'INSERT INTO videos (videoid, userid, name, added_date) VALUES (?, ?, ?, ?)',
        ...[videoId, userId, 'x', addedDate],
      );
      await run(
        'INSERT INTO user_videos (userid, added_date, videoid) VALUES (?, ?, ?)',
        ...[userId, addedDate, videoId],
      );
      const kind = 'youtube' as const;
      const claim = await store.claim({ videoId, userId, kind, addedDate: AT_NOON }, testCall());
      expect(claim).toEqual({ videoId, userId, kind, addedDate });
      const facts = {
        name: 'New',
        description: '',
        tags: [],
        location: 'abc',
        previewImageLocation: '//1.jpg',
      };
      await store.put({ ...claim, ...facts, kind }, writeTime(), testCall());
      expect((await ofUser(userId)({ size: 5, state: '' })).rows).toMatchObject([{ addedDate, name: 'New' }]);
    }
  }, 30_000);
});

it('a date of no bytes, at the end of a list, ends it', async () => {
  const userId = randomUUID();
  const before = { addedDate: -5n, videoId: randomUUID() };
  await run(
    'INSERT INTO user_videos (userid, added_date, videoid) VALUES (?, ?, ?)',
    ...[userId, before.addedDate, before.videoId],
  );
  await run(
    'INSERT INTO user_videos (userid, added_date, videoid) VALUES (?, blob_as_timestamp(0x), ?)',
    ...[userId, randomUUID()],
  );
  for (const size of [1, 2]) expect(await everyPage(ofUser(userId), size)).toEqual([before]);
});

it('whatever else another tool leaves in a row is shown as nothing, or as the nearest', async () => {
  const videoId = randomUUID();
  const insert = 'INSERT INTO videos (videoid, userid, name, location_type, added_date)';
  await run(`${insert} VALUES (?, blob_as_uuid(0x), '', ?, blob_as_timestamp(0x))`, videoId, 2 ** 31 - 1);
  const nothing = {
    name: '',
    description: '',
    location: '',
    previewImageLocation: '',
    tags: [],
    addedDate: 0n,
  };
  expect(await store.video(videoId, testCall())).toEqual({
    ...nothing,
    videoId,
    userId: '00000000-0000-0000-0000-000000000000',
    kind: 'youtube',
  });
});
