import { randomUUID } from 'node:crypto';

import { pagingKeys } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import type { Fact, History } from '@killrvideo/core';
import { everyFact, testCall, writeTime } from '@killrvideo/testing';

import type { YouTubeVideoAdded } from '../domain/video-event';
import type { NewVideo, VideoStore } from '../domain/video-store';
import schema from '../schema.cql';
import { cassandraVideoHistory } from './cassandra-video-history';
import { cassandraVideoStore } from './cassandra-video-store';

const cassandra = useScratchKeyspace(schema);
let store: VideoStore;
let history: History<YouTubeVideoAdded>;
beforeAll(() => {
  store = cassandraVideoStore(cassandra(), pagingKeys(['k'.repeat(32)]), Date.now);
  history = cassandraVideoHistory(cassandra());
});
beforeEach(() => run('TRUNCATE videos'));

/** Straight into the table, as other tools go. */
const run = (cql: string, ...params: unknown[]) =>
  cassandra().rows({ cql, idempotent: true, label: 'test' }, params, testCall());

/** Later than the claim's, which the database dates. */
const later = (): bigint => writeTime() + 1_000_000n;

async function submitted(differing: Partial<NewVideo> = {}, at = later()): Promise<NewVideo> {
  const video = {
    kind: 'youtube',
    videoId: randomUUID(),
    userId: randomUUID(),
    addedDate: BigInt(Date.now()),
    name: 'A kitten',
    description: 'It looks at the camera',
    tags: ['Katzen', 'cats'],
    location: 'dQw4w9WgXcQ',
    previewImageLocation: '//img/1.jpg',
    ...differing,
  } as NewVideo;
  const { videoId, userId, addedDate, kind } = video;
  await store.claim({ videoId, userId, addedDate, kind }, testCall());
  await store.put(video, at, testCall());
  return video;
}

type Told = Fact<YouTubeVideoAdded>;

const all = (limit: number): Promise<Told[]> => everyFact(history, limit);

const idsOf = (facts: readonly Told[]): string[] => facts.map(({ happened }) => happened.video.videoId);

describe('the history of videos', () => {
  it.each([1, 7, 1000])('has each once, in pages of %d', async (limit) => {
    const videos = await Promise.all(Array.from({ length: 20 }, () => submitted()));
    const ids = idsOf(await all(limit));
    expect(ids).toHaveLength(20);
    expect(new Set(ids)).toEqual(new Set(videos.map(({ videoId }) => videoId)));
  });

  it('has all that was put, and the time of that', async () => {
    const at = later();
    const video = await submitted({}, at);
    const told = { happened: { kind: 'you-tube-video-added', video }, at };
    expect(await all(10)).toEqual([told]);
    expect(await history.factOf(video.videoId, testCall())).toEqual(told);
  });

  it('has what was put last, with tags of another time or none', async () => {
    const [at, again] = [later(), later()];
    const { videoId, userId, addedDate, ...video } = await submitted({}, at);
    const claim = { videoId, userId, addedDate };
    await store.put({ ...video, ...claim, name: 'A cat', tags: [] }, again, testCall());
    const told = await history.factOf(videoId, testCall());
    expect(told?.happened.video).toMatchObject({ ...claim, name: 'A cat', tags: [] });
    await run(
      'UPDATE videos USING TIMESTAMP ? SET tags = tags + ? WHERE videoid = ?',
      again + 5n,
      ['x'],
      videoId,
    );
    expect(await history.factOf(videoId, testCall())).toMatchObject({
      happened: { video: { tags: ['x'] } },
      at: again + 5n,
    });
  });

  it('has neither claims nor uploads, which take their places in pages', async () => {
    const [videoId, userId] = [randomUUID(), randomUUID()];
    await store.claim({ videoId, userId, addedDate: 0n, kind: 'youtube' }, testCall());
    const upload = await submitted({ kind: 'upload' });
    expect((await history.page(undefined, 10, testCall())).map(({ fact }) => fact)).toEqual([
      undefined,
      undefined,
    ]);
    expect(await all(1)).toEqual([]);
    for (const id of [videoId, upload.videoId]) expect(await history.factOf(id, testCall())).toBeUndefined();
  });

  it.each([
    ['a name', 'name', 'x'],
    ['a name of no bytes', 'name', ''],
    ['a location', 'location', 'abc'],
  ])('has rows of other tools, if there is but %s in them', async (_, column, value) => {
    const videoId = randomUUID();
    await run(`INSERT INTO videos (videoid, ${column}) VALUES (?, ?) USING TIMESTAMP 1234`, videoId, value);
    const nothing = { name: '', description: '', location: '', previewImageLocation: '', tags: [] };
    const userId = '00000000-0000-0000-0000-000000000000';
    const video = { ...nothing, videoId, userId, addedDate: 0n, kind: 'youtube', [column]: value };
    expect(await all(10)).toEqual([{ happened: { kind: 'you-tube-video-added', video }, at: 1234n }]);
  });

  it.each([
    ['a kind that nobody knows', 7],
    ['no kind', null],
  ])('has rows of %s', async (_, kind) => {
    const videoId = randomUUID();
    await run('INSERT INTO videos (videoid, name, location_type) VALUES (?, ?, ?)', videoId, 'x', kind);
    expect(idsOf(await all(10))).toEqual([videoId]);
  });

  it('tells the greatest time of a row that was written piece by piece', async () => {
    for (const column of ['name', 'description', 'location', 'preview_image_location']) {
      const videoId = randomUUID();
      await run(
        'INSERT INTO videos (videoid, userid, name, description, location, preview_image_location, tags) ' +
          'VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP 1000',
        ...[videoId, randomUUID(), 'a', 'b', 'c', 'd', ['e']],
      );
      await run(`UPDATE videos USING TIMESTAMP 2000 SET ${column} = ? WHERE videoid = ?`, 'new', videoId);
      expect(await history.factOf(videoId, testCall())).toMatchObject({ at: 2000n });
    }
  });

  it('refuses what can be no video, and has nothing of one that is not there', async () => {
    expect(await history.factOf(randomUUID(), testCall())).toBeUndefined();
    await expect(history.factOf('a kitten', testCall())).rejects.toThrow('aggregate is not a UUID');
  });
});
