import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { Result } from '@killrvideo/proto/events-v1';
import { eventually, timeUuidAt } from '@killrvideo/testing';
import type { Client } from 'cassandra-driver';
import { Etcd3 } from 'etcd3';

import { cassandraOf } from '../world/cassandra';
import { DONE, eventGroup, type EventGroup } from '../world/event-group';
import { callerOf, world } from '../world/world';
import { runTool, type ToolProcess } from './run-tool';

const TYPE = 'killrvideo.comments.events.UserCommentedOnVideo';
const T0 = Date.UTC(2026, 0, 1, 12, 0, 0, 250);
/** The services read who is subscribed every 5 s, and say so with their beat, every 3 s. */
const LISTENS_WITHIN_MS = 45_000;
/** What a tail leaves that was killed ends by itself after 20 s. */
const GONE_WITHIN_MS = 45_000;
/** A lag is one after 15 s. */
const BEHIND_WITHIN_MS = 60_000;
/** After eight refusals, with pauses that grow to 12.8 s. */
const BURIED_WITHIN_MS = 90_000;

jest.setTimeout(180_000);

let cassandra: Client;
let etcd: Etcd3;
let comments: GrpcCaller;
/** Refuses what is said about these videos until a test says otherwise: dead letters when their tests come. */
let picky: EventGroup;
const DISLIKED: readonly string[] = [randomUUID(), randomUUID()];
/** Takes everything. */
let eager: EventGroup;
/** Is away, and has missed something before the first test. */
let away: EventGroup;
beforeAll(async () => {
  cassandra = await cassandraOf();
  etcd = new Etcd3({ hosts: world.etcd });
  comments = await callerOf('CommentsService', 'comments');
  [picky, eager, away] = await Promise.all([
    eventGroup(cassandra, TYPE),
    eventGroup(cassandra, TYPE),
    eventGroup(cassandra, TYPE),
  ]);
  await away.vanish();
  picky.answer = ({ aggregate }) =>
    DISLIKED.includes(aggregate) ? { result: Result.RESULT_REFUSED, reason: 'no kittens here' } : DONE;
  for (const videoId of DISLIKED) await comment(videoId);
});
afterAll(async () => {
  for (const group of [picky, eager, away]) await group.end();
  comments.close();
  etcd.close();
  await cassandra.shutdown();
});

async function comment(videoId: string): Promise<void> {
  await comments.ok(Comments.commentOnVideo, {
    videoId: { value: videoId },
    userId: { value: randomUUID() },
    commentId: { value: timeUuidAt(T0) },
    comment: 'What a kitten',
  });
}

const begin = (...args: string[]): ToolProcess => runTool('events', args, world.environment);
async function events(...args: string[]): Promise<{ code: number | NodeJS.Signals; output: string }> {
  const tool = begin(...args);
  return { code: await tool.ended(), output: tool.output() };
}

describe('npm run events -- tail', () => {
  /** By its name: what stands of a group in Cassandra and in etcd. */
  async function traces(group: string): Promise<string[]> {
    const subscribed = await cassandra.execute('SELECT event, consumer_group FROM event_subscriptions');
    const buried = await cassandra.execute('SELECT DISTINCT consumer_group, day FROM event_dead_letters');
    const entries = await etcd.getAll().prefix(`killrvideo/endpoints/EventConsumer.${group}/`).keys();
    const rows = [...subscribed.rows, ...buried.rows].filter((row) => row['consumer_group'] === group);
    return [...rows.map((row) => row.keys().join()), ...entries];
  }
  /** The name of its group, once it listens. */
  async function listening(tail: ToolProcess): Promise<string> {
    await eventually(
      () => expect(tail.output()).toMatch(/^listening to .*\bcomments \(\d+ process/m),
      LISTENS_WITHIN_MS,
    );
    return /^tail-\w+/m.exec(tail.output())?.[0] ?? '';
  }

  it('shows what happens, and leaves nothing behind, whether it is stopped or killed', async () => {
    const [stopped, killed] = [begin('tail', '--type', 'UserCommentedOnVideo'), begin('tail')];
    const groups = [await listening(stopped), await listening(killed)] as const;
    const videoId = randomUUID();
    await comment(videoId);
    const line = new RegExp(
      String.raw`^\d{4}-\d\d-\d\dT\S+Z  UserCommentedOnVideo  \{ user_id: [0-9a-f-]{36}, video_id: ${videoId}, ` +
        String.raw`comment_id: [0-9a-f-]{36}, comment_timestamp: 2026-01-01T12:00:00\.250Z \}$`,
      'm',
    );
    await eventually(() => {
      for (const tail of [stopped, killed]) expect(tail.output()).toMatch(line);
    });
    for (const group of groups) expect(await traces(group)).not.toEqual([]);

    stopped.child.kill('SIGTERM');
    killed.child.kill('SIGKILL');
    expect(await stopped.ended()).toBe(0);
    expect(await traces(groups[0])).toEqual([]);
    await eventually(async () => expect(await traces(groups[1])).toEqual([]), GONE_WITHIN_MS);
  });

  it('names the types that there are when it is asked for another one', async () => {
    const { code, output } = await events('tail', '--type', 'UserCommented');
    expect(code).toBe(2);
    expect(output).toContain(`--type is 'UserCommented'; there are\n`);
    expect(output).toContain(`  ${TYPE}\n`);
  });
});

describe('npm run events -- groups', () => {
  it('says how far each group is', () =>
    eventually(async () => {
      const { code, output } = await events('groups');
      expect(code).toBe(0);
      expect(output).toMatch(
        new RegExp(`^${away.name} {2}20\\S+Z {2}behind +[1-9]\\d* +[1-9]\\d* {2}UserCommentedOnVideo$`, 'm'),
      );
      expect(output).toMatch(
        new RegExp(`^${eager.name} {2}20\\S+Z {2}up to date +0 +0 {2}UserCommentedOnVideo$`, 'm'),
      );
    }, BEHIND_WITHIN_MS));
});

describe('npm run events -- dead-letters', () => {
  const listed = async (...args: string[]): Promise<string[]> => {
    const { code, output } = await events('dead-letters', 'list', ...args);
    expect(code).toBe(0);
    return output.split('\n').filter((line) => line.includes(picky.name));
  };

  it('lists, shows, replays and drops what a group has refused for good', async () => {
    const lines = await eventually(async () => {
      const found = await listed(picky.name);
      expect(found).toHaveLength(2);
      return found;
    }, BURIED_WITHIN_MS);
    const ids = lines.map((line) => /\b\d{8}-[0-9a-f]{10}\b/.exec(line)?.[0] ?? '');
    const day = ids[0]?.replace(/^(....)(..)(..).*/, '$1-$2-$3') ?? '';
    expect(await listed('--day', day)).toContain(lines[0]);
    expect(await listed('--day', '2020-01-01')).toEqual([]);
    const [replayed = '', dropped = ''] = ids;
    expect(lines[0]).toMatch(
      /^20\S+Z {2}e2e-\S+ {2}\S+ {2}UserCommentedOnVideo {2}\S{36} {2}no kittens here$/,
    );

    const shown = await events('dead-letters', 'show', picky.name, replayed);
    expect(shown.code).toBe(0);
    expect(shown.output).toMatch(/^reason +no kittens here$/m);
    expect(shown.output).toMatch(/^ {2}video_id: [0-9a-f-]{36}$/m);

    const refused = await events('dead-letters', 'replay', picky.name, replayed);
    expect([refused.code, refused.output]).toEqual([
      1,
      `${replayed} was refused again, and stays: no kittens here\n`,
    ]);
    expect(await listed(picky.name)).toEqual(lines);

    picky.answer = () => DONE;
    const heard = picky.heard.length;
    const taken = await events('dead-letters', 'replay', picky.name, replayed);
    expect([taken.code, taken.output]).toEqual([0, `${replayed} was taken, and is deleted\n`]);
    expect(picky.heard.slice(heard).map(({ aggregate }) => aggregate)).toContain(DISLIKED[0]);
    expect(await listed(picky.name)).toEqual(lines.slice(1));

    await picky.vanish();
    const missing = await events('dead-letters', 'replay', picky.name, '--all');
    expect([missing.code, missing.output]).toEqual([
      1,
      `no instance of ${picky.name} is registered in etcd: start one, then replay\n`,
    ]);
    await picky.appear();

    expect((await events('dead-letters', 'drop', picky.name, dropped)).output).toBe(
      `${dropped} is deleted\n`,
    );
    expect(await listed(picky.name)).toEqual([]);
    const none = await events('dead-letters', 'drop', picky.name, '--all');
    expect(none.code).toBe(1);
    expect(none.output).toContain(`${picky.name} has no dead letters`);
  });
});

describe('npm run events -- unsubscribe', () => {
  it('ends the subscriptions of a group, and says that it still runs', async () => {
    const { code, output } = await events('unsubscribe', eager.name);
    expect(code).toBe(0);
    expect(output).toContain(`${eager.name} is not subscribed any more to UserCommentedOnVideo\n`);
    expect(output).toMatch(/^It still runs, at 127\.0\.0\.1:\d+: a service subscribes again within 10 s/m);

    const again = await events('unsubscribe', eager.name);
    expect(again.code).toBe(1);
    expect(again.output).toMatch(
      new RegExp(`^${eager.name} has not subscribed to anything; there are .*${picky.name}`, 'm'),
    );
  });
});

describe('npm run events', () => {
  it('says what it can do when it is asked for nothing', async () => {
    const { code, output } = await events();
    expect(code).toBe(2);
    expect(output).toContain('usage: npm run events -- <command>');
  });

  it('finds the databases of the local stack by itself', async () => {
    const tool = runTool('events', ['groups'], { KILLRVIDEO_STACK_FOLDER: world.stackFolder });
    expect(await tool.ended()).toBe(0);
    expect(tool.output()).toContain(picky.name);
  });

  it('makes nothing where nothing has been published', async () => {
    const environment = { ...world.environment, KILLRVIDEO_CASSANDRA_KEYSPACE: 'nowhere' };
    const tool = runTool('events', ['groups'], environment);
    expect(await tool.ended()).toBe(1);
    expect(tool.output()).toMatch(/has no keyspace nowhere: nothing has been published there/);
  });
});
