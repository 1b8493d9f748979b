import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';

import { parseAddress } from '@killrvideo/core';
import { findInstances } from '@killrvideo/discovery';
import { grpcCaller } from '@killrvideo/grpc-client/testing';
import { CommentsServiceService as Comments } from '@killrvideo/proto/comments';
import { eventually, type ServiceProcess } from '@killrvideo/testing';
import { Etcd3 } from 'etcd3';

import { DEAD_PROXY } from '../world/dead-proxy';
import { killInstance, startInstance, type Instance } from '../world/instance';
import { world } from '../world/world';

const etcd = new Etcd3({ hosts: world.etcd, grpcOptions: { 'grpc.enable_http_proxy': 0 } });
const ended: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ended.splice(0)) await end();
});
afterAll(() => etcd.close());

async function start(environment: Record<string, string>): Promise<ServiceProcess> {
  const instance: Instance = await startInstance('comments', environment);
  ended.push(() => killInstance(instance));
  return instance.process;
}

/** Reaches a server of this machine at [::1], where the local stack does not listen. */
async function onIPv6(address: string): Promise<string> {
  const { host, port = 0 } = parseAddress(address);
  const server: Server = createServer((near) => {
    const far = connect(port, host);
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      from.pipe(to);
      from.on('error', () => {}).on('close', () => to.destroy());
    }
  }).listen(0, '::1');
  await once(server, 'listening');
  ended.push(() => server.close());
  return `[::1]:${(server.address() as AddressInfo).port}`;
}

async function callable(address: string): Promise<void> {
  const caller = grpcCaller(address);
  const page = { pageSize: 1, startingCommentId: undefined, pagingState: '' };
  try {
    await caller.ok(Comments.getVideoComments, { ...page, videoId: { value: randomUUID() } });
  } finally {
    caller.close();
  }
}

const plainEntryOf = (address: string) =>
  etcd.get(`/killrvideo/services/CommentsService/${address}`).string();

describe('a service process on IPv6', () => {
  it('reaches its databases, serves, and is found as an endpoint, not where readers know IPv4 only', async () => {
    const comments = await start({
      KILLRVIDEO_LISTEN_ADDRESS: '::1',
      KILLRVIDEO_CASSANDRA_CONTACT_POINTS: await onIPv6(world.cassandra),
      KILLRVIDEO_ETCD_ENDPOINTS: await onIPv6(world.etcd),
    });
    expect(comments.address).toMatch(/^\[::1\]:\d+$/);
    await callable(comments.address);
    await eventually(async () =>
      expect(await findInstances({ endpoints: [world.etcd] }, 'CommentsService')).toContain(comments.address),
    );
    const endpoint = await etcd.get(`killrvideo/endpoints/CommentsService/${comments.address}`).string();
    expect(JSON.parse(endpoint ?? '')).toMatchObject({
      Addr: comments.address,
      Metadata: { admin: comments.admin },
    });
    expect(await plainEntryOf(comments.address)).toBeNull();
    expect(comments.log.filter(({ msg }) => msg.startsWith('an IPv6 address: registered at'))).toHaveLength(
      1,
    );

    expect(await comments.stop()).toBe(0);
    expect(await findInstances({ endpoints: [world.etcd] }, 'CommentsService')).not.toContain(
      comments.address,
    );
  });

  it('listens on both families by ::, and advertises what it is told', async () => {
    const comments = await start({
      KILLRVIDEO_LISTEN_ADDRESS: '::',
      KILLRVIDEO_ADVERTISED_ADDRESS: '::ffff:127.0.0.1',
    });
    const { port } = parseAddress(comments.address);
    expect(comments.address).toBe(`127.0.0.1:${port}`);
    await callable(`127.0.0.1:${port}`);
    await callable(`[::1]:${port}`);
    for (const host of ['127.0.0.1', '[::1]']) {
      const { status } = await fetch(`http://${host}:${parseAddress(comments.admin).port}/readyz`);
      expect(status).toBe(200);
    }
    await eventually(async () => expect(await plainEntryOf(comments.address)).toBe(comments.address));
  });
});

describe('a service process where the environment names a proxy', () => {
  it('asks it for nothing that is on this machine', async () => {
    const comments = await start(DEAD_PROXY);
    await eventually(async () => expect(await plainEntryOf(comments.address)).toBe(comments.address));
    expect(await comments.stop()).toBe(0);
    expect(await plainEntryOf(comments.address)).toBeNull();
  });
});
