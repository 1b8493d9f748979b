import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { spawnSync } from 'node:child_process';

import { grpcCaller } from '@killrvideo/grpc-client/testing';
import { freePort } from '@killrvideo/local-stack';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import {
  eventually,
  sleep,
  startServiceProcess,
  timeUuidAt,
  untilReady,
  type ServiceProcess,
} from '@killrvideo/testing';
import { Client, credentials, status } from '@grpc/grpc-js';
import { Etcd3 } from 'etcd3';
import { service as healthDefinition } from 'grpc-health-check';

import { healthOf } from '../world/health';
import { bundleOf } from '../world/start-world';
import { world } from '../world/world';

const id = (value: string) => ({ value });
/** Of a video without comments. */
const firstPage = () => ({
  videoId: id(randomUUID()),
  pageSize: 1,
  startingCommentId: undefined,
  pagingState: '',
});
const started: ServiceProcess[] = [];
const etcd = new Etcd3({ hosts: world.etcd });

afterEach(async () => {
  for (const process of started.splice(0)) {
    process.kill('SIGKILL');
    await process.exited();
  }
});
afterAll(() => etcd.close());

async function startComments(environment: Record<string, string> = {}): Promise<ServiceProcess> {
  const process = await startServiceProcess(bundleOf('comments'), { ...world.environment, ...environment });
  started.push(process);
  return process;
}

const registeredAt = (instance: string) =>
  etcd.get(`/killrvideo/services/CommentsService/${instance}`).string();

describe('a service process', () => {
  it('registers when it is ready, under both keys, and leaves both when it stops', async () => {
    const comments = await startComments();
    await untilReady(comments);
    const endpointKey = `killrvideo/endpoints/CommentsService/${comments.address}`;
    await eventually(async () => expect(await registeredAt(comments.address)).toBe(comments.address));
    expect(JSON.parse((await etcd.get(endpointKey).string()) ?? '')).toMatchObject({
      Op: 0,
      Addr: comments.address,
      Metadata: { admin: comments.admin, instance: comments.address },
    });

    expect(await comments.stop()).toBe(0);
    expect(await registeredAt(comments.address)).toBeNull();
    expect(await etcd.get(endpointKey).string()).toBeNull();
  });

  it('tells its state by health over gRPC and HTTP, and its calls and queries by metrics', async () => {
    const comments = await startComments();
    await untilReady(comments);
    const caller = grpcCaller(comments.address);
    await caller.ok(Comments.getVideoComments, firstPage());
    for (let times = 0; times < 3; times++)
      await caller.callBytes('/nobody.Service/Nothing', Buffer.alloc(0));
    caller.close();

    expect(await healthOf(comments.address, '')).toBe('SERVING');
    expect(await healthOf(comments.address, 'killrvideo.comments.CommentsService')).toBe('SERVING');
    expect((await fetch(`http://${comments.admin}/livez`)).status).toBe(200);
    const metricsNow = async () => (await fetch(`http://${comments.admin}/metrics`)).text();
    await eventually(async () =>
      expect(await metricsNow()).toContain('killrvideo_service_registered{service="comments"} 1'),
    );
    const metrics = await metricsNow();
    const rpc =
      'grpc_type="unary",grpc_service="killrvideo.comments.CommentsService",grpc_method="GetVideoComments"';
    const nothing = 'grpc_type="unary",grpc_service="unknown",grpc_method="unknown"';
    for (const line of [
      `grpc_server_started_total{${rpc}} 1`,
      `grpc_server_handled_total{${rpc},grpc_code="OK"} 1`,
      `grpc_server_handled_total{${rpc},grpc_code="Internal"} 0`,
      `grpc_server_handling_seconds_count{${rpc}} 1`,
      `grpc_server_started_total{${nothing}} 3`,
      `grpc_server_handled_total{${nothing},grpc_code="Unimplemented"} 3`,
      'grpc_server_in_flight_calls{listener="open"} 0',
      'grpc_server_max_in_flight_calls{listener="open"} 1000',
      'killrvideo_build_info{app="comments",version="',
      'killrvideo_service_ready{service="comments"} 1',
      'cassandra_up 1',
      'cassandra_query_seconds_count{statement="SELECT comments_by_video",result="ok"} 1',
      'cassandra_query_seconds_count{statement="SELECT comments_by_video",result="error"} 0',
      'cassandra_open_connections{host="',
      'nodejs_eventloop_lag_seconds ',
    ]) {
      expect(metrics).toContain(line);
    }
  });

  it('waits for a database that is not there: alive, not ready, every call answered', async () => {
    const comments = await startComments({
      KILLRVIDEO_CASSANDRA_CONTACT_POINTS: `127.0.0.1:${await freePort()}`,
    });
    expect((await fetch(`http://${comments.admin}/livez`)).status).toBe(200);
    expect((await fetch(`http://${comments.admin}/readyz`)).status).toBe(503);
    expect(await healthOf(comments.address, '')).toBe('NOT_SERVING');
    const caller = grpcCaller(comments.address);
    const answer = await caller.call(Comments.getUserComments, {
      userId: id(randomUUID()),
      pageSize: 1,
      startingCommentId: undefined,
      pagingState: '',
    });
    expect(answer.code).toBe(status.UNAVAILABLE);
    expect(answer.details).not.toMatch(/127\.0\.0\.1|NoHostAvailable/);
    caller.close();
    expect(await registeredAt(comments.address)).toBeNull();
    expect(await comments.stop()).toBe(0);
  });

  it('makes its own keyspace and tables, also when three of it start at once', async () => {
    const environment = { KILLRVIDEO_CASSANDRA_KEYSPACE: `k${randomUUID().replaceAll('-', '')}` };
    const instances = await Promise.all([1, 2, 3].map(() => startComments(environment)));
    await Promise.all(instances.map((each) => untilReady(each)));
    for (const { address } of instances) {
      const caller = grpcCaller(address);
      await caller.ok(Comments.getVideoComments, firstPage());
      caller.close();
    }
  });

  it('answers every call in flight when it is told to stop under load, and loses none it acknowledged', async () => {
    const comments = await startComments();
    await untilReady(comments);
    const caller = grpcCaller(comments.address);
    const [videoId, acknowledged, failures] = [randomUUID(), [] as string[], [] as string[]];
    let stopping = false;

    const load = Array.from({ length: 32 }, async () => {
      for (;;) {
        const commentId = timeUuidAt(Date.now());
        const { code, details } = await caller.call(
          Comments.commentOnVideo,
          { videoId: id(videoId), userId: id(randomUUID()), commentId: id(commentId), comment: 'under load' },
          { timeoutMs: 10_000 },
        );
        if (code === status.OK) acknowledged.push(commentId);
        else if (stopping && code === status.UNAVAILABLE)
          return; // it came after the stop, and was told so
        else return void failures.push(`${status[code]} ${details}`);
      }
    });
    await eventually(() => expect(acknowledged.length).toBeGreaterThan(200));
    stopping = true;
    expect(await comments.stop()).toBe(0);
    await Promise.all(load);
    caller.close();
    expect(failures).toEqual([]);

    const other = await startComments();
    await untilReady(other);
    const reader = grpcCaller(other.address);
    const stored = new Set<string>();
    let pagingState = '';
    do {
      const page = await reader.ok(Comments.getVideoComments, {
        videoId: id(videoId),
        pageSize: 1000,
        startingCommentId: undefined,
        pagingState,
      });
      for (const { commentId } of page.comments) stored.add(commentId?.value ?? '');
      pagingState = page.pagingState;
    } while (pagingState !== '');
    reader.close();
    expect(acknowledged.filter((commentId) => !stored.has(commentId))).toEqual([]);
  });

  it('stops with silent peers and watchers still connected', async () => {
    const comments = await startComments();
    await untilReady(comments);
    const silent = connect(Number(comments.address.split(':')[1]), '127.0.0.1');
    await once(silent, 'connect');
    const watcher = new Client(comments.address, credentials.createInsecure());
    const watch = watcher.makeServerStreamRequest(
      '/grpc.health.v1.Health/Watch',
      healthDefinition['Watch']!.requestSerialize,
      healthDefinition['Watch']!.responseDeserialize as (bytes: Buffer) => { status: string },
      { service: '' },
    );
    const seen: string[] = [];
    watch.on('data', ({ status: state }: { status: string }) => seen.push(state)).on('error', () => {});
    await eventually(() => expect(seen).toEqual(['SERVING']));
    expect(await comments.stop()).toBe(0);
    expect(seen).toEqual(['SERVING', 'NOT_SERVING']);
    silent.destroy();
    watcher.close();
  });

  it('does not start with a wrong environment, and says all that is wrong', () => {
    const { status: code, stderr } = spawnSync(process.execPath, [bundleOf('comments')], {
      env: { PATH: process.env['PATH'], KILLRVIDEO_SERVICE_PORT: 'x', KILLRVIDEO_LOGGING_LEVEL: 'loud' },
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(code).toBe(2);
    for (const name of ['KILLRVIDEO_SERVICE_PORT', 'KILLRVIDEO_LOGGING_LEVEL', 'KILLRVIDEO_PAGING_KEYS']) {
      expect(stderr).toContain(`${name} `);
    }
  });

  it('names the holder of a port that it cannot have', async () => {
    const held = createServer().listen(0, '127.0.0.1');
    await once(held, 'listening');
    const { port } = held.address() as AddressInfo;
    const { status: code, stderr } = await runToEnd({ KILLRVIDEO_SERVICE_PORT: String(port) });
    held.close();
    expect(code).toBe(2);
    expect(stderr).toContain(`port ${port} is held by`);
    expect(stderr).toContain(String(process.pid));
    expect(stderr).toContain('KILLRVIDEO_SERVICE_PORT');
  });
});

/** Not spawnSync: this very process holds the port and must go on. */
async function runToEnd(
  environment: Record<string, string>,
): Promise<{ status: number | null; stderr: string }> {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, [bundleOf('comments')], {
    env: { ...process.env, ...world.environment, KILLRVIDEO_ADMIN_PORT: '0', ...environment },
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  await sleep(50); // the last of its output
  return { status: code, stderr };
}
