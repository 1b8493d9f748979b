import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { StatisticsServiceService as Statistics } from '@killrvideo/proto/statistics';
import { status } from '@grpc/grpc-js';

import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });

describe.each(deploymentsOf('statistics'))('StatisticsService of %s', (app) => {
  let statistics: GrpcCaller;
  beforeAll(async () => {
    statistics = await callerOf('StatisticsService', app);
  });
  afterAll(() => statistics.close());

  const play = (videoId: string) =>
    statistics.call(Statistics.recordPlaybackStarted, { videoId: id(videoId) });
  const playsOf = (...videoIds: string[]) =>
    statistics.call(Statistics.getNumberOfPlays, { videoIds: videoIds.map(id) });

  it('counts plays, each to be read at once', async () => {
    const videoId = randomUUID();
    for (let plays = 1; plays <= 3; plays++) {
      expect(await play(videoId)).toMatchObject({ code: status.OK, response: {} });
      expect((await playsOf(videoId)).response).toEqual({
        stats: [{ videoId: id(videoId), views: BigInt(plays) }],
      });
    }
  });

  it('counts every one of many at once', async () => {
    const videoId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 200 }, () => play(videoId)));
    expect(answers.every(({ code }) => code === status.OK)).toBe(true);
    expect((await playsOf(videoId)).response?.stats).toEqual([{ videoId: id(videoId), views: 200n }]);
  });

  it.each([
    ['is missing', undefined],
    ['is missing', id('')],
    ['is not a UUID', id('no-uuid')],
  ])('refuses a video_id that %s', async (what, videoId) => {
    const { code, details } = await statistics.call(Statistics.recordPlaybackStarted, { videoId });
    expect(code).toBe(status.INVALID_ARGUMENT);
    expect(details).toContain(`video_id ${what}`);
  });

  it('answers a multi-get in order, repeats and unknown videos included, ids as they were sent', async () => {
    const [played, unknown] = [randomUUID(), randomUUID()];
    await play(played);
    const asked = [unknown, played.toUpperCase(), unknown, played];
    expect((await playsOf(...asked)).response?.stats).toEqual([
      { videoId: id(unknown), views: 0n },
      { videoId: id(played.toUpperCase()), views: 1n },
      { videoId: id(unknown), views: 0n },
      { videoId: id(played), views: 1n },
    ]);
  });

  it('answers no ids with an empty list', async () => {
    expect(await playsOf()).toMatchObject({ code: status.OK, response: { stats: [] } });
  });

  it('answers 20 ids and refuses 21', async () => {
    const ids = Array.from({ length: 21 }, () => randomUUID());
    expect((await playsOf(...ids.slice(1))).response?.stats).toHaveLength(20);
    expect(await playsOf(...ids)).toMatchObject({ code: status.INVALID_ARGUMENT });
  });

  it('names a bad id among many', async () => {
    const { code, details } = await playsOf(randomUUID(), 'no-uuid', '');
    expect(code).toBe(status.INVALID_ARGUMENT);
    expect(details).toBe('video_ids[1] is not a UUID of 36 characters; video_ids[2] is missing');
  });
});
