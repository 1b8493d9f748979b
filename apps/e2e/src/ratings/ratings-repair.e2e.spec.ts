import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';
import { eventually } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';

import { ratingsTables, type RatingsTables } from './ratings-tables';
import { runTool } from '../commands/run-tool';
import { callerOf, world } from '../world/world';

const id = (value: string) => ({ value });
const LONGER_THAN_A_REPAIR_MS = 300_000;

let tables: RatingsTables;
let ratings: GrpcCaller;

beforeAll(async () => {
  tables = await ratingsTables();
  ratings = await callerOf('RatingsService', 'ratings');
  // Its counts are of all videos there are.
  await tables.cql('TRUNCATE video_ratings_by_user');
  await tables.cql('TRUNCATE video_ratings');
});
afterAll(async () => {
  ratings.close();
  await tables.close();
});

async function repair(...args: string[]): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const tool = runTool('repair', args, { KILLRVIDEO_STACK_FOLDER: world.stackFolder });
  return { code: await tool.ended(), output: tool.output() };
}

const rate = async (videoId: string, rating: number, userId: string = randomUUID()) =>
  expect(
    await ratings.call(Ratings.rateVideo, { videoId: id(videoId), userId: id(userId), rating }),
  ).toMatchObject({ code: status.OK });
const mirrorIsRight = async (videoId: string) =>
  expect([videoId, await tables.mirror(videoId)]).toEqual([videoId, await tables.sumOfRows(videoId)]);

describe('npm run repair -- ratings', () => {
  it(
    'mends counters that have drifted while the service goes on, says how many, and then has nothing to do',
    async () => {
      const [right, tooFew, tooMany, busy, byOthers, byOthersRight, counted] = Array.from({ length: 7 }, () =>
        randomUUID(),
      ) as [string, string, string, string, string, string, string];
      for (const videoId of [right, tooFew, tooMany, busy]) {
        await rate(videoId, 5);
        await rate(videoId, 2);
        await eventually(() => mirrorIsRight(videoId));
      }
      await tables.countersByOthers(tooFew, -1, -5);
      await tables.countersByOthers(tooMany, 3, 8);
      for (const videoId of [byOthers, byOthersRight]) {
        await tables.rowByOthers(videoId, randomUUID(), 4);
        await tables.rowByOthers(videoId, randomUUID(), 1);
      }
      await tables.countersByOthers(byOthers, 7, 20);
      await tables.countersByOthers(byOthersRight, 2, 5);
      await tables.countersByOthers(counted, 4, 4);

      const dry = await repair('ratings', '--dry-run');
      expect([dry.code, dry.output]).toEqual([
        0,
        expect.stringContaining('6 videos looked at: 3 needed it, 0 mended (dry run)'),
      ]);
      expect(await tables.mirror(tooMany)).toEqual(['5', '15']);

      const users = Array.from({ length: 20 }, () => randomUUID());
      let running = true;
      const load = (async () => {
        for (let turn = 0; running; turn++) await rate(busy, 1 + ((turn * 3) % 5), users[turn % 20]);
      })();
      const { code, output } = await repair('ratings');
      running = false;
      await load;
      // The busy one is rated all the time: of its counters nothing can be said if they were looked at in between.
      expect(output).toContain('6 videos looked at: 3 needed it, 3 mended');
      expect(code).toBe(output.includes('rated all the time') ? 1 : 0);
      for (const videoId of [right, tooFew, tooMany, byOthers, byOthersRight]) await mirrorIsRight(videoId);
      await eventually(() => mirrorIsRight(busy));
      expect(await tables.mirror(counted)).toEqual(['4', '4']);

      const again = await repair('ratings');
      expect([again.code, again.output]).toEqual([
        0,
        expect.stringContaining('6 videos looked at: 0 needed it, 0 mended'),
      ]);
      await rate(byOthers, 3);
      await eventually(() => mirrorIsRight(byOthers));
    },
    LONGER_THAN_A_REPAIR_MS,
  );

  it(
    'works once at a time, and can be stopped while it waits for a video to stand still',
    async () => {
      const videoId = randomUUID();
      await tables.countersByOthers(videoId, 1, 1);
      await tables.rowByOthers(videoId, randomUUID(), 3);
      await rate(videoId, 5);
      await tables.countersByOthers(videoId, 9, 9);
      const first = runTool('repair', ['ratings'], { KILLRVIDEO_STACK_FOLDER: world.stackFolder });
      await eventually(
        () => expect(first.output()).toContain('waiting: these were rated a moment ago'),
        60_000,
      );

      const second = await repair('ratings');
      expect(second.output).toMatch(/failed, run it again: the lock '\S+' in etcd could not be had in time/);
      expect(second.code).toBe(1);

      first.child.kill('SIGTERM');
      expect(await first.ended()).toBe(1);
      expect(first.output()).toContain('stopped before it was done: run it again');
    },
    LONGER_THAN_A_REPAIR_MS,
  );

  it.each([[], ['comments'], ['ratings', '--force'], ['ratings', 'ratings']])(
    'refuses %p %p with its usage',
    async (...args) => {
      const { code, output } = await repair(...args.filter(Boolean));
      expect(code).toBe(2);
      expect(output).toContain('usage: npm run repair -- <service> [--dry-run]');
    },
  );
});
