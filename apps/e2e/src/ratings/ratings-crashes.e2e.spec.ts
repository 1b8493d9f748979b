import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import type { StackLease } from '@killrvideo/local-stack';
import { events, RatingsServiceService as Ratings } from '@killrvideo/proto/ratings';
import { eventually, sleep } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { ratingsTables, type RatingsTables } from './ratings-tables';
import { runTool } from '../commands/run-tool';
import { cassandraOf } from '../world/cassandra';
import { eventGroup, type EventGroup } from '../world/event-group';
import { killInstance, startInstance } from '../world/instance';
import {
  killAtEveryStatement,
  LATE_LANDED_MS,
  MOMENTS,
  type DoomedCall,
} from '../world/kill-at-every-statement';
import { callerOf, leaseWorldStack, world } from '../world/world';

const id = (value: string) => ({ value });
/** Others take over what a process left 14 s after its last beat. */
const AFTER_TAKEOVER_MS = 60_000;

let stack: StackLease;
let cassandra: Client;
let group: EventGroup;
/** The processes that nobody kills. */
let living: readonly string[];
let tables: RatingsTables;
/** An instance that nobody kills. */
let witness: GrpcCaller;
/** Every video of this file: its counters must be right after the repair. */
const videoIds: string[] = [];

beforeAll(async () => {
  stack = await leaseWorldStack();
  cassandra = await cassandraOf();
  group = await eventGroup(cassandra, `${events.protobufPackage}.UserRatedVideo`);
  living = await writers();
  tables = await ratingsTables();
  witness = await callerOf('RatingsService', 'ratings');
});
afterAll(async () => {
  witness.close();
  await group.end();
  await cassandra.shutdown();
  await tables.close();
  await stack.release();
});

const rate = (caller: GrpcCaller, videoId: string, userId: string, rating: number, timeoutMs = 10_000) =>
  caller.call(Ratings.rateVideo, { videoId: id(videoId), userId: id(userId), rating }, { timeoutMs });

function newVideo(): string {
  const videoId = randomUUID();
  videoIds.push(videoId);
  return videoId;
}

/** What GetRating says is the sum of the rows, now. */
async function expectExact(videoId: string): Promise<void> {
  const { ratingsCount, ratingsTotal } = await witness.ok(Ratings.getRating, { videoId: id(videoId) });
  expect([videoId, String(ratingsCount), String(ratingsTotal)]).toEqual([
    videoId,
    ...(await tables.sumOfRows(videoId)),
  ]);
}

describe('300 ratings of one video at once, through 3 instances', () => {
  it('are all stored, exactly, and nearly all answered within 3 s', async () => {
    const videoId = newVideo();
    const instances = await Promise.all([1, 2, 3].map(() => startInstance('ratings')));
    const expected = new Map<string, number>();
    const answers = await Promise.all(
      Array.from({ length: 300 }, async (_, index) => {
        const [userId, stars] = [randomUUID(), 1 + (index % 5)];
        expected.set(userId, stars);
        const start = performance.now();
        const { code, details } = await rate(instances[index % 3]!.caller, videoId, userId, stars);
        return { code, details, ms: performance.now() - start };
      }),
    );
    await Promise.all(instances.map((each) => killInstance(each)));

    expect(answers.filter(({ code }) => code !== status.OK)).toEqual([]);
    expect(answers.filter(({ ms }) => ms <= 3000).length).toBeGreaterThanOrEqual(285);
    expect(await tables.starsOf(videoId)).toEqual(expected);
    await expectExact(videoId);
    expect(await witness.ok(Ratings.getRating, { videoId: id(videoId) })).toMatchObject({
      ratingsCount: 300n,
      ratingsTotal: 900n,
    });
  });
});

/** What the group has heard last of a user's rating, by the times of the ratings. */
function heardLast(videoId: string, userId: string): number | undefined {
  const heard = group.heard.filter(({ aggregate }) => aggregate === `${videoId} ${userId}`);
  const [last] = heard.sort((a, b) => (a.writtenAtMicros > b.writtenAtMicros ? -1 : 1));
  return last && events.UserRatedVideo.decode(last.message?.value ?? Buffer.alloc(0)).rating;
}

/** The processes whose outbox is theirs, or has not been taken over. */
async function writers(): Promise<string[]> {
  const { rows } = await cassandra.execute('SELECT writer FROM ratings_outbox_writers WHERE shard = 0');
  return rows.map((row) => String(row['writer']));
}

/** Ratings whose processes were killed, and which nobody has repeated: each with the stars that stood before it. */
const doomed: { readonly videoId: string; readonly userId: string; readonly old: number }[] = [];

/** A video before the rating whose process is killed, and that user's old stars. */
const SITUATIONS: Record<string, (videoId: string, userId: string) => Promise<number>> = {
  'the first rating of a video': async () => 0,
  'a user’s second rating': async (videoId, userId) => {
    await rate(witness, videoId, userId, 2);
    await rate(witness, videoId, randomUUID(), 4);
    return 2;
  },
  'the first rating here of a video that another backend filled': async (videoId, userId) => {
    await tables.rowByOthers(videoId, userId, 2);
    await tables.rowByOthers(videoId, randomUUID(), 4);
    await tables.countersByOthers(videoId, 5, 15);
    return 2;
  },
};
describe.each(Object.entries(SITUATIONS))('the process killed in %s', (_, prepare) => {
  it.each(MOMENTS)(
    '%s any statement leaves all of the rating or nothing, and it can be repeated',
    async (moment) => {
      const begin = async (isRepeated: boolean): Promise<DoomedCall> => {
        const [videoId, userId] = [newVideo(), randomUUID()];
        const old = await prepare(videoId, userId);
        return {
          values: [videoId],
          make: async (caller) => (await rate(caller, videoId, userId, 5)).code,
          async isDone() {
            expect(await tables.mirror(videoId)).toEqual(await tables.sumOfRows(videoId));
          },
          // The counters follow behind the answer: they are the last step.
          isAnsweredAt: isMirror,
          async check({ statement, code }) {
            expect([statement, code]).toEqual([
              statement,
              isMirror(statement) ? status.OK : status.UNAVAILABLE,
            ]);
            await expectExact(videoId);
            if (moment === 'late') await sleep(LATE_LANDED_MS);
            await expectExact(videoId);
            const stars = (await tables.starsOf(videoId)).get(userId) ?? 0;
            expect(code === status.OK ? [5] : [old, 5]).toContain(stars);
            if (!isRepeated) {
              doomed.push({ videoId, userId, old });
              return;
            }
            // Nothing is left that stands in somebody's way.
            expect(await rate(witness, videoId, userId, 3)).toMatchObject({ code: status.OK });
            await expectExact(videoId);
          },
        };
      };
      const statements = await killAtEveryStatement('ratings', moment, [
        () => begin(true),
        () => begin(false),
      ]);
      expect(statements[0]).toMatch(/^INSERT INTO ratings_outbox /);
      const written = statements.filter((statement) => statement.startsWith('UPDATE'));
      expect(written.some((statement) => statement.includes('video_ratings_by_user'))).toBe(true);
      expect(isMirror(statements.at(-1) ?? '')).toBe(true);
    },
  );

  const isMirror = (statement: string) => statement.startsWith('UPDATE video_ratings SET');
});

describe('Ratings whose processes were killed', () => {
  it('stand and are heard of once others have taken them over, or neither', async () => {
    expect(doomed.length).toBeGreaterThan(0);
    await eventually(async () => {
      const reached = await Promise.all(
        doomed.map(async ({ videoId, userId, old }) => {
          const stars = (await tables.starsOf(videoId)).get(userId) ?? 0;
          const heard = heardLast(videoId, userId);
          return { stars, heard, isRight: heard === stars || (stars === old && heard === undefined), old };
        }),
      );
      expect(reached.filter(({ isRight }) => !isRight)).toEqual([]);
      expect((await writers()).filter((writer) => !living.includes(writer))).toEqual([]);
    }, AFTER_TAKEOVER_MS);
    for (const { videoId } of doomed) await expectExact(videoId);
  });
});

describe('Cassandra and processes killed under load', () => {
  it('cost no acknowledged rating, and count and total stay the sum of the rows', async () => {
    const videos = Array.from({ length: 5 }, newVideo);
    for (const videoId of videos.slice(0, 2)) {
      for (let n = 0; n < 5; n++) await tables.rowByOthers(videoId, randomUUID(), 4);
      await tables.countersByOthers(videoId, 8, 30);
    }
    const instances = await Promise.all([1, 2, 3].map(() => startInstance('ratings')));
    const started = [...instances];
    /** For each user of a video: what may stand there. An answer leaves one; a call of unknown outcome adds one. */
    const possible = new Map<string, Set<number>>();
    const failures = new Set<string>();
    let acknowledged = 0;
    let running = true;
    const load = Array.from({ length: 24 }, async (_, worker) => {
      const users = Array.from({ length: 4 }, () => randomUUID());
      for (let turn = 0; running; turn++) {
        const [videoId, userId] = [videos[turn % videos.length]!, users[(turn + worker) % users.length]!];
        const stars = 1 + ((turn * 7 + worker) % 5);
        const key = `${videoId} ${userId}`;
        const { caller } = instances[(turn + worker) % 3]!;
        const { code, details } = await rate(caller, videoId, userId, stars, 3000);
        if (code === status.OK) {
          acknowledged++;
          possible.set(key, new Set([stars]));
        } else {
          failures.add(`${status[code]} ${details}`);
          possible.set(key, new Set([...(possible.get(key) ?? [0]), stars]));
          await sleep(20);
        }
      }
    });
    const untilMore = (more: number) => {
      const before = acknowledged;
      return eventually(() => expect(acknowledged).toBeGreaterThan(before + more), 60_000);
    };

    await untilMore(200);
    for (const index of [0, 1]) {
      const pid = await stack.databasePid('cassandra');
      process.kill(pid!, 'SIGKILL');
      await sleep(1000);
      await stack.restartDatabase('cassandra');
      await untilMore(200);
      const killed = instances[index]!;
      killed.process.kill('SIGKILL');
      instances[index] = await startInstance('ratings');
      started.push(instances[index]);
      killed.caller.close();
      await untilMore(200);
    }
    running = false;
    await Promise.all(load);
    await Promise.all(instances.map((each) => killInstance(each)));

    // A call that was cut off may still have been on its way, and our own connections must be back.
    await sleep(2000);
    await eventually(async () => {
      await tables.sumOfRows(randomUUID());
      await witness.ok(Ratings.getRating, { videoId: id(randomUUID()) });
    }, 60_000);
    const log = started.flatMap(({ process }) => process.log);
    expect(log.filter(({ code }) => code === 'INTERNAL').map(({ err }) => err)).toEqual([]);
    expect([...failures].filter((failure) => !/^(UNAVAILABLE|DEADLINE_EXCEEDED) /.test(failure))).toEqual([]);
    for (const videoId of videos) await expectExact(videoId);
    for (const [key, allowed] of possible) {
      const [videoId = '', userId = ''] = key.split(' ');
      const stars = (await tables.starsOf(videoId)).get(userId) ?? 0;
      if (!allowed.has(stars)) throw new Error(`${key} has ${stars}, not one of ${[...allowed].join(', ')}`);
    }
  }, 300_000);
});

describe('the repair, after all that', () => {
  it('makes the counters of every video what its ratings are', async () => {
    const repair = runTool('repair', ['ratings'], { KILLRVIDEO_STACK_FOLDER: world.stackFolder });
    expect([await repair.ended(), repair.output()]).toEqual([
      0,
      expect.stringMatching(/\d+ videos looked at: \d+ needed it, \d+ mended/),
    ]);
    for (const videoId of videoIds) {
      expect([videoId, await tables.mirror(videoId)]).toEqual([videoId, await tables.sumOfRows(videoId)]);
    }
  }, 300_000);
});
