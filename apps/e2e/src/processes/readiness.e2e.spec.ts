import { randomUUID } from 'node:crypto';

import { grpcCaller } from '@killrvideo/grpc-client/testing';
import { freePort } from '@killrvideo/local-stack';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { OutliersService as Outliers } from '@killrvideo/proto/outliers';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { eventually, startServiceProcess, untilReady, type ServiceProcess } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';
import { Etcd3 } from 'etcd3';

import { cassandraOf } from '../world/cassandra';
import { healthOf } from '../world/health';
import { bundleOf } from '../world/start-world';
import { world } from '../world/world';

const id = (value: string) => ({ value });
const COMMENTS = 'killrvideo.comments.CommentsService';
const USERS = 'killrvideo.user_management.UserManagementService';

let process: ServiceProcess | undefined;
afterEach(async () => {
  process?.kill('SIGKILL');
  await process?.exited();
  process = undefined;
});

async function start(app: string, environment: Record<string, string>): Promise<ServiceProcess> {
  process = await startServiceProcess(bundleOf(app), { ...world.environment, ...environment });
  return process;
}

async function readyz({ admin }: ServiceProcess): Promise<{ code: number; lines: string[] }> {
  const answer = await fetch(`http://${admin}/readyz`);
  return { code: answer.status, lines: (await answer.text()).trim().split('\n') };
}

async function isRegistered(service: string, { address }: ServiceProcess): Promise<boolean> {
  const etcd = new Etcd3({ hosts: world.etcd });
  try {
    return (await etcd.get(`/killrvideo/services/${service}/${address}`).string()) === address;
  } finally {
    etcd.close();
  }
}

describe('a process whose database is away', () => {
  it('serves and registers what needs none, and says who waits for what', async () => {
    const away = `127.0.0.1:${await freePort()}`;
    const all = await start('all-in-one', { KILLRVIDEO_CASSANDRA_CONTACT_POINTS: away });
    await eventually(async () => expect(await isRegistered('Outliers', all)).toBe(true));
    expect(await healthOf(all.address, 'pb.Outliers')).toBe('SERVING');
    expect(await healthOf(all.address, COMMENTS)).toBe('NOT_SERVING');
    expect(await healthOf(all.address, '')).toBe('NOT_SERVING');
    expect(await isRegistered('CommentsService', all)).toBe(false);

    const caller = grpcCaller(all.address);
    expect((await caller.call(Outliers.detect, { metrics: [] })).code).toBe(status.OK);
    caller.close();
    await eventually(async () => {
      const { code, lines } = await readyz(all);
      expect(code).toBe(503);
      const waiting = [
        ...['comments', 'ratings', 'search', 'statistics', 'suggested-videos', 'users', 'videos'],
      ];
      for (const service of waiting) {
        expect(lines).toContainEqual(
          expect.stringMatching(`^${service} waits for Cassandra at ${away}, for \\d+ s: .*ECONNREFUSED`),
        );
      }
      expect(lines).toHaveLength(waiting.length);
    });
    expect(await all.stop()).toBe(0);
  });
});

describe('a process whose keeper of locks is away', () => {
  it('names it while the tables are not there yet', async () => {
    const away = `127.0.0.1:${await freePort()}`;
    const comments = await start('comments', {
      KILLRVIDEO_ETCD_ENDPOINTS: away,
      KILLRVIDEO_CASSANDRA_KEYSPACE: newKeyspace(),
    });
    await eventually(async () =>
      expect((await readyz(comments)).lines).toEqual([
        expect.stringMatching(`^comments waits for the lock of the schema, kept by etcd at ${away}, for `),
      ]),
    );
  });
});

describe('tables that another tool made first', () => {
  const keyspace = newKeyspace();
  let cassandra: Client;
  beforeAll(async () => {
    cassandra = await cassandraOf();
    await run(
      `CREATE KEYSPACE ${keyspace} WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
    );
  });
  afterAll(async () => {
    await run(`DROP KEYSPACE ${keyspace}`);
    await cassandra.shutdown();
  });
  const run = (cql: string) => cassandra.execute(cql, [], { prepare: false });

  it('are given what they lack', async () => {
    await run(`CREATE TABLE ${keyspace}.user_credentials (email text PRIMARY KEY, pass text, userid uuid)`);
    const users = await start('users', { KILLRVIDEO_CASSANDRA_KEYSPACE: keyspace });
    await untilReady(users);
    const caller = grpcCaller(users.address);
    const [userId, email] = [randomUUID(), `${randomUUID()}@example.org`];
    const user = { userId: id(userId), email, password: 'secret', firstName: 'A', lastName: 'B' };
    await caller.ok(Users.createUser, user);
    expect(await caller.ok(Users.verifyCredentials, { email, password: 'secret' })).toEqual({
      userId: id(userId),
    });
    caller.close();
  });

  it('keep one service waiting where adding does not help, until somebody mends them', async () => {
    await run(`CREATE TABLE ${keyspace}.comments_by_user (userid text PRIMARY KEY, commentid timeuuid)`);
    const all = await start('all-in-one', { KILLRVIDEO_CASSANDRA_KEYSPACE: keyspace });
    await eventually(async () => expect(await healthOf(all.address, USERS)).toBe('SERVING'));
    await eventually(async () =>
      expect((await readyz(all)).lines).toEqual([
        expect.stringMatching(
          `^comments waits for the tables of comments in ${keyspace}, made otherwise by another tool: .* table comments_by_user: its primary key is \\(userid\\), and must be \\(userid, commentid DESC\\)$`,
        ),
      ]),
    );
    expect(await healthOf(all.address, COMMENTS)).toBe('NOT_SERVING');
    const caller = grpcCaller(all.address);
    const page = { userId: id(randomUUID()), pageSize: 1, startingCommentId: undefined, pagingState: '' };
    expect((await caller.call(Comments.getUserComments, page)).code).toBe(status.UNAVAILABLE);

    await run(`DROP TABLE ${keyspace}.comments_by_user`);
    await untilReady(all);
    await caller.ok(Comments.getUserComments, page);
    caller.close();
  });
});

function newKeyspace(): string {
  return `k${randomUUID().replaceAll('-', '')}`;
}
