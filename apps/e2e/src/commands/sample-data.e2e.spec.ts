import { timeOfTimeUuid } from '@killrvideo/core';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { VideoCatalogServiceService as Videos } from '@killrvideo/proto/video-catalog';
import { eventually } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { DEAD_PROXY } from '../world/dead-proxy';
import { runTool, type ToolProcess } from './run-tool';
import { sampleRowsOf, type Row } from './sample-rows';
import { addressOf, callerOf, world } from '../world/world';

/** Documented: every sample user has it. */
const PASSWORD = 'killrvideo-sample';
const KINDS = ['users', 'videos', 'ratings', 'plays', 'comments'];
const ALL_THERE = Object.fromEntries(KINDS.map((kind) => [kind, { made: 0, there: expect.any(Number) }]));

let cassandra: Client;
beforeAll(async () => {
  cassandra = await cassandraOf();
});
afterAll(() => cassandra.shutdown());

/** Also where the environment names a proxy: all that it asks is on this machine. */
const sampleData = (...args: string[]): ToolProcess =>
  runTool('sample-data', args, { ...DEAD_PROXY, KILLRVIDEO_ETCD_ENDPOINTS: world.etcd });

/** Runs to the end; what it says it has made, and what was there. */
async function completed(...args: string[]): Promise<Record<string, { made: number; there: number }>> {
  const tool = sampleData(...args);
  const code = await tool.ended();
  if (code !== 0) throw new Error(`it ended with ${code}:\n${tool.output()}`);
  return Object.fromEntries(
    KINDS.map((kind) => {
      const [, made, there] = new RegExp(`^ +${kind} +(\\d+) +(\\d+)$`, 'm').exec(tool.output()) ?? [];
      return [kind, { made: Number(made), there: Number(there) }];
    }),
  );
}

const sumOf = (rows: readonly Row[], column: string) =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

describe('npm run sample-data', () => {
  const seed = 11;

  it('makes users, videos, ratings, plays and comments through the services that it finds in etcd', async () => {
    const counts = await completed('--videos', '12', '--seed', String(seed));
    const rows = await sampleRowsOf(seed, cassandra);
    expect(counts).toEqual({
      users: { made: 20, there: 0 },
      videos: { made: 12, there: 0 },
      ratings: { made: rows.ratings.length, there: 0 },
      plays: { made: 288, there: 0 },
      comments: { made: 72, there: 0 },
    });
    expect(rows.users).toHaveLength(20);
    expect(rows.credentials).toHaveLength(20);
    expect(rows.videos).toHaveLength(12);
    expect(rows.latestVideos).toHaveLength(12);
    expect(rows.ratings.length).toBeGreaterThanOrEqual(80);
    expect(sumOf(rows.plays, 'views')).toBe(288);
    expect(rows.videoComments).toHaveLength(72);
    expect(rows.userComments).toHaveLength(72);
  });

  it('lets comments be made after their videos and not in the future', async () => {
    const { videos, videoComments } = await sampleRowsOf(seed, cassandra);
    const addedAt = new Map(videos.map(({ videoid, added_date: at }) => [videoid, Date.parse(at ?? '')]));
    for (const { videoid, commentid = '' } of videoComments) {
      const at = timeOfTimeUuid(commentid);
      expect(at).toBeGreaterThan(addedAt.get(videoid) ?? Infinity);
      expect(at).toBeLessThanOrEqual(Date.now());
    }
  });

  it('changes nothing when it runs again, be it through separate services or all-in-one', async () => {
    const before = await sampleRowsOf(seed, cassandra);
    expect(await completed('--videos', '12', '--seed', String(seed))).toEqual(ALL_THERE);
    const address = await addressOf('CommentsService', 'all-in-one');
    expect(await completed('--videos', '12', '--seed', String(seed), '--address', address)).toEqual(
      ALL_THERE,
    );
    expect(await sampleRowsOf(seed, cassandra)).toEqual(before);
  });

  it('makes up for what is gone, and only that', async () => {
    const before = await sampleRowsOf(seed, cassandra);
    const { videoid = '', commentid = '' } = before.videoComments[3] ?? {};
    await cassandra.execute(
      'DELETE FROM comments_by_video WHERE videoid = ? AND commentid = ?',
      [videoid, commentid],
      { prepare: true },
    );
    expect(await completed('--videos', '12', '--seed', String(seed))).toEqual({
      ...ALL_THERE,
      comments: { made: 1, there: 71 },
    });
    const texts = (rows: readonly Row[]) => rows.map(({ commentid: id, comment }) => [id, comment]);
    expect(texts((await sampleRowsOf(seed, cassandra)).videoComments)).toEqual(texts(before.videoComments));
  });

  it('makes users who can log in, and whose videos the catalogue has', async () => {
    const { users: rows, videos: videoRows } = await sampleRowsOf(seed, cassandra);
    const [users, videos] = [
      await callerOf('UserManagementService', 'users'),
      await callerOf('VideoCatalogService', 'videos'),
    ];
    for (const { email = '', userid } of rows.slice(0, 3))
      expect((await users.ok(Users.verifyCredentials, { email, password: PASSWORD })).userId?.value).toBe(
        userid,
      );
    for (const { videoid = '', userid, name } of videoRows.slice(0, 3))
      expect(await videos.ok(Videos.getVideo, { videoId: { value: videoid } })).toMatchObject({
        userId: { value: userid },
        name,
        location: expect.stringMatching(/^[\w-]{11}$/),
      });
    users.close();
    videos.close();
  });
});

describe('npm run sample-data that was interrupted', () => {
  const args = ['--videos', '40', '--seed', '12'];

  /** Ends it in this way once it has said this. */
  async function interrupted(said: string, signal: NodeJS.Signals): Promise<ToolProcess> {
    const tool = sampleData(...args);
    await new Promise<void>((resolve, reject) => {
      tool.child.stdout?.on('data', () => {
        if (!tool.output().includes(said)) return;
        tool.child.kill(signal);
        resolve();
      });
      tool.child.on('close', () => reject(new Error(`it did not say '${said}':\n${tool.output()}`)));
    });
    return tool;
  }

  it('goes on where it was, to the same end', async () => {
    const killed = await interrupted('videos 40 of 40', 'SIGKILL');
    expect(await killed.ended()).toBe('SIGKILL');
    const stopped = await interrupted('ratings ', 'SIGINT');
    expect(await stopped.ended()).toBe(130);
    expect(stopped.output()).toContain('Run it again to make what is missing');

    const counts = await completed(...args);
    const rows = await sampleRowsOf(12, cassandra);
    expect(counts).toMatchObject({ users: { made: 0, there: 20 }, videos: { made: 0, there: 40 } });
    const total = (kind: string) => (counts[kind]?.made ?? 0) + (counts[kind]?.there ?? 0);
    expect([total('plays'), sumOf(rows.plays, 'views')]).toEqual([960, 960]);
    expect([total('comments'), rows.videoComments.length, rows.userComments.length]).toEqual([240, 240, 240]);
    expect(rows.ratings).toHaveLength(total('ratings'));

    expect(await completed(...args)).toEqual(ALL_THERE);
    expect(await sampleRowsOf(12, cassandra)).toEqual(rows);
    // Four runs, one of which waits until the lock of the killed one is free.
  }, 300_000);
});

describe('npm run sample-data without what it needs', () => {
  it('says what to do when etcd does not answer', async () => {
    const tool = runTool('sample-data', [], { KILLRVIDEO_ETCD_ENDPOINTS: '127.0.0.1:1' });
    expect(await tool.ended()).toBe(1);
    expect(tool.output()).toContain(
      'etcd does not answer at 127.0.0.1:1. Start the services with `npm start`',
    );
  });

  it('leaves an e-mail address to whoever has it, and says how to go on', async () => {
    const users = await callerOf('UserManagementService', 'users');
    await completed('--videos', '1', '--seed', '13');
    const { users: rows } = await sampleRowsOf(13, cassandra);
    const { email = '', userid = '' } = rows[0] ?? {};
    // The address with another owner: as if somebody had had it before.
    await cassandra.execute('DELETE FROM users WHERE userid = ? IF EXISTS', [userid], { prepare: true });
    await cassandra.execute(
      'UPDATE user_credentials SET userid = uuid() WHERE email = ? IF EXISTS',
      [email],
      { prepare: true },
    );
    const tool = sampleData('--videos', '1', '--seed', '13');
    expect(await tool.ended()).toBe(1);
    expect(tool.output()).toMatch(/CreateUser answered ALREADY_EXISTS.*Another --seed has users of its own/);
    const { code } = await users.call(Users.verifyCredentials, { email, password: PASSWORD });
    expect(code).toBe(status.OK);
    users.close();
  });

  it('waits for a run that goes on, and then finds everything there', async () => {
    const first = sampleData('--videos', '15', '--seed', '14');
    await eventually(() => expect(first.output()).toContain('users 20 of 20'), 60_000);
    expect(await completed('--videos', '15', '--seed', '14')).toEqual(ALL_THERE);
    expect(await first.ended()).toBe(0);
    expect(sumOf((await sampleRowsOf(14, cassandra)).plays, 'views')).toBe(360);
  });
});
