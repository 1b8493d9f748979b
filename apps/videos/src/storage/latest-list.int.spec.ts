import { randomUUID } from 'node:crypto';

import { idempotent, pagingKeys, uuidColumn } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall, timeUuidAt } from '@killrvideo/testing';

import type { VideoPosition } from '../domain/video';
import schema from '../schema.cql';
import { dayBucket, daysBack } from './day-bucket';
import { readLatestPage } from './latest-list';

const DAY_MS = 86_400_000;
const MIDNIGHT = Date.UTC(2026, 10, 26);
const KEYS = pagingKeys(['k'.repeat(32)]);
/** Without a TTL, so that the oldest bucket has rows, too. */
const INSERT = idempotent(
  'INSERT INTO latest_videos (yyyymmdd, added_date, videoid, userid, name) VALUES (?, ?, ?, ?, ?)',
);
const TRUNCATE = { cql: 'TRUNCATE latest_videos', idempotent: true, label: 'TRUNCATE latest_videos' };
const SELECT_BUCKET = idempotent('SELECT videoid FROM latest_videos WHERE yyyymmdd = ? LIMIT ?');

const cassandra = useScratchKeyspace(schema);
beforeEach(() => cassandra().rows(TRUNCATE, [], testCall()));

/** Files a video where another tool might: in any bucket. Returns its position. */
async function file(
  ms: number | bigint,
  videoId: string,
  day = dayBucket(Number(ms)),
): Promise<VideoPosition> {
  const addedDate = BigInt(ms);
  const params = [day, addedDate, videoId, randomUUID(), 'A kitten'];
  await cassandra().write({ statement: INSERT, params }, testCall());
  return { addedDate, videoId };
}

/** All ids, bucket by bucket, as Cassandra orders them. */
async function idsInTable(newest: string, oldest: string): Promise<string[]> {
  const ids: string[] = [];
  for (const day of daysBack(newest, oldest)) {
    const rows = await cassandra().rows(SELECT_BUCKET, [day, 5000], testCall());
    ids.push(...rows.map((row) => uuidColumn(row, 'videoid') ?? ''));
  }
  return ids;
}

/** Reads page by page; `nowOf` says when each page is read. */
async function everyPage(
  size: number,
  nowOf: (page: number) => number,
  start?: VideoPosition,
): Promise<string[]> {
  const ids: string[] = [];
  let state = '';
  for (let number = 0; number === 0 || state !== ''; number++) {
    const query = { now: nowOf(number), page: { size, state }, start };
    const page = await readLatestPage(cassandra(), KEYS, query, testCall());
    if (page.nextState !== '') expect(page.rows).toHaveLength(size);
    ids.push(...page.rows.map(({ videoId }) => videoId));
    if (new Set(ids).size !== ids.length) throw new Error(`page ${number} gives videos again`);
    state = page.nextState;
  }
  return ids;
}

describe('thousands of the latest videos', () => {
  /** Over 8 days: crowds at midnight and just before it, 500 in one millisecond, the rest anywhere; ids of two versions. */
  async function fileThousands(): Promise<VideoPosition[]> {
    const first = MIDNIGHT - 8 * DAY_MS;
    const times = Array.from({ length: 3000 }, (_, index) => {
      if (index % 6 === 0) return MIDNIGHT - 30 * 3_600_000;
      if (index % 3 === 0) return first + (index % 8) * DAY_MS;
      if (index % 3 === 1) return first + ((index % 7) + 1) * DAY_MS - 1 - (index % 2);
      return first + ((index * 7_919_317) % (8 * DAY_MS));
    });
    const positions: VideoPosition[] = [];
    for (let at = 0; at < times.length; at += 100) {
      const filed = times
        .slice(at, at + 100)
        .map((ms, index) => file(ms, index % 2 ? randomUUID() : timeUuidAt(index * 7919, at)));
      positions.push(...(await Promise.all(filed)));
    }
    return positions;
  }

  it('are read in order, each once, at every page size, over midnight, while others are added', async () => {
    const positions = await fileThousands();
    const expected = await idsInTable(dayBucket(MIDNIGHT - 1), dayBucket(MIDNIGHT - 8 * DAY_MS));
    expect(expected).toHaveLength(3000);
    const known = new Set(expected);
    const timeOf = (page: number) => (page === 0 ? MIDNIGHT - 120_000 : MIDNIGHT + page * 1000);
    for (const size of [1000, 999, 100, 17, 1]) {
      const added = [1, 2, 3].map((ms) => file(MIDNIGHT + ms, randomUUID()));
      const ids = await everyPage(size, timeOf);
      await Promise.all(added);
      expect(ids.filter((id) => known.has(id))).toEqual(expected);
    }
    for (const at of [0, 1234, 2999]) {
      const start = positions.find(({ videoId }) => videoId === expected[at]);
      expect(await everyPage(250, timeOf, start)).toEqual(expected.slice(at));
    }
  }, 300_000);
});

describe('a list with empty days', () => {
  it('goes on behind them, also when only its oldest day has videos', async () => {
    const now = MIDNIGHT - 1000;
    const oldest = await Promise.all([3, 2, 1].map((ms) => file(MIDNIGHT - 8 * DAY_MS + ms, randomUUID())));
    const older = await file(MIDNIGHT - 8 * DAY_MS - 1, randomUUID());
    const ids = await everyPage(2, () => now);
    expect(ids).toEqual(oldest.map(({ videoId }) => videoId));
    expect(ids).not.toContain(older.videoId);
  });
});

describe('videos that another backend filed by days of its local time', () => {
  it('are given once each, at every page size', async () => {
    const day = '20261124';
    const early = Date.UTC(2026, 10, 25, 0, 30); // still the 24th in New York
    const filed = await Promise.all([
      file(Date.UTC(2026, 10, 25, 0, 10), randomUUID()),
      file(early, randomUUID(), day),
      file(early, randomUUID(), day),
      file(Date.UTC(2026, 10, 24, 10), randomUUID()),
    ]);
    const expected = await idsInTable('20261125', day);
    expect(expected).toHaveLength(filed.length);
    for (const size of [1, 2, 3, 4]) {
      expect(await everyPage(size, () => MIDNIGHT - 1)).toEqual(expected);
    }
  });
});
