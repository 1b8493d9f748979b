import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import type { StackLease } from '@killrvideo/local-stack';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { eventually, sleep, timeUuidAt, type ServiceProcess } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import { Etcd3 } from 'etcd3';

import { startInstance } from '../world/instance';
import { leaseWorldStack, world } from '../world/world';

const id = (value: string) => ({ value });
/** The lease of a registration, and a little more. */
const LONGER_THAN_A_LEASE_MS = 13_000;

let stack: StackLease;
let comments: ServiceProcess;
let caller: GrpcCaller;

beforeAll(async () => {
  stack = await leaseWorldStack();
  ({ process: comments, caller } = await startInstance('comments'));
});
afterAll(async () => {
  caller.close();
  await comments.stop();
  await stack.release();
});

async function kill(name: 'cassandra' | 'etcd', signal: NodeJS.Signals): Promise<void> {
  const pid = await stack.databasePid(name);
  if (pid === undefined) throw new Error(`${name} does not run`);
  process.kill(pid, signal);
  if (signal === 'SIGSTOP') await eventually(() => expect(hasStopped(pid)).toBe(true));
}

/** A signal is only sent by then: threads that are running stop a moment later, and may answer until then. */
function hasStopped(pid: number): boolean {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.every((thread) => / T /.test(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')));
}

const aPage = (videoId: string) => ({
  videoId: id(videoId),
  pageSize: 1000,
  startingCommentId: undefined,
  pagingState: '',
});
const read = (videoId: string, timeoutMs?: number) =>
  caller.call(Comments.getVideoComments, aPage(videoId), timeoutMs === undefined ? {} : { timeoutMs });
const readiness = async () => (await fetch(`http://${comments.admin}/readyz`)).status;

async function instancesInEtcd(): Promise<Record<string, string>> {
  const etcd = new Etcd3({ hosts: world.etcd });
  try {
    return await etcd.getAll().prefix('/killrvideo/services/CommentsService/').strings();
  } finally {
    etcd.close();
  }
}

describe('Cassandra killed under load', () => {
  it('costs no acknowledged comment, hangs no call, ends no service, and all is well again when it is back', async () => {
    const videoId = randomUUID();
    const acknowledged: string[] = [];
    const others = new Set<string>();
    let slowest = 0;
    let running = true;
    const load = Array.from({ length: 16 }, async () => {
      while (running) {
        const commentId = timeUuidAt(Date.now());
        const start = performance.now();
        const { code } = await caller.call(
          Comments.commentOnVideo,
          { videoId: id(videoId), userId: id(randomUUID()), commentId: id(commentId), comment: 'under load' },
          { timeoutMs: 3000 },
        );
        slowest = Math.max(slowest, performance.now() - start);
        if (code === status.OK) acknowledged.push(commentId);
        else others.add(status[code]);
        if (code !== status.OK) await sleep(20);
      }
    });
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(200));

    await kill('cassandra', 'SIGKILL');
    await eventually(async () => expect(await readiness()).toBe(503));
    expect((await fetch(`http://${comments.admin}/livez`)).status).toBe(200);
    expect(Object.values(await instancesInEtcd())).toContain(comments.address);
    const answer = await read(videoId);
    expect(answer.code).toBe(status.UNAVAILABLE);
    expect(answer.details).not.toMatch(/127\.0\.0\.1|NoHost|ECONN/);

    await stack.restartDatabase('cassandra');
    await eventually(async () => expect(await readiness()).toBe(200));
    const before = acknowledged.length;
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + 50));
    running = false;
    await Promise.all(load);

    expect([...others].filter((code) => code !== 'UNAVAILABLE' && code !== 'DEADLINE_EXCEEDED')).toEqual([]);
    expect(slowest).toBeLessThan(5000); // their deadline was 3 s
    const stored = new Set<string>();
    let pagingState = '';
    do {
      const page = await caller.ok(Comments.getVideoComments, { ...aPage(videoId), pagingState });
      for (const { commentId } of page.comments) stored.add(commentId?.value ?? '');
      pagingState = page.pagingState;
    } while (pagingState !== '');
    expect(acknowledged.filter((commentId) => !stored.has(commentId))).toEqual([]);
  });
});

describe('Cassandra paused', () => {
  afterEach(() => kill('cassandra', 'SIGCONT'));

  it('lets every call be answered in its time, with or without a deadline', async () => {
    await kill('cassandra', 'SIGSTOP');
    const start = performance.now();
    const [hurried, patient] = await Promise.all([read(randomUUID(), 1500), read(randomUUID())]);
    expect([status.UNAVAILABLE, status.DEADLINE_EXCEEDED]).toContain(hurried.code);
    expect(patient.code).toBe(status.UNAVAILABLE);
    expect(performance.now() - start).toBeLessThan(15_000); // the server's own budget is 10 s
    await kill('cassandra', 'SIGCONT');
    await eventually(async () => expect((await read(randomUUID())).code).toBe(status.OK));
    await eventually(async () => expect(await readiness()).toBe(200));
  });
});

describe('etcd gone for longer than a lease', () => {
  it('stops no service, keeps none from starting, and finds each registered once when it is back', async () => {
    await kill('etcd', 'SIGKILL');
    const { process: late, caller: lateCaller } = await startInstance('comments');
    lateCaller.close();
    await sleep(LONGER_THAN_A_LEASE_MS);
    expect((await read(randomUUID())).code).toBe(status.OK);
    expect(await readiness()).toBe(200);

    await stack.restartDatabase('etcd');
    await eventually(async () => {
      const addresses = Object.values(await instancesInEtcd());
      for (const { address } of [comments, late]) {
        expect(addresses.filter((each) => each === address)).toEqual([address]);
      }
    });
    expect(await late.stop()).toBe(0);
    await eventually(async () => expect(Object.values(await instancesInEtcd())).not.toContain(late.address));
    expect(Object.values(await instancesInEtcd())).toContain(comments.address);
  });
});
