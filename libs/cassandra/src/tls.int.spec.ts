import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer, type Server } from 'node:tls';

import { metWithin, parseAddress } from '@killrvideo/core';
import { certificateAuthority, eventually, silentLog, useTestNode } from '@killrvideo/testing';

import type { CassandraAddress } from './client-options';
import { cassandraConnection, type CassandraConnection } from './connection';
import { readSchema } from './schema/read-schema';
import type { Tables } from './tables';

const NAME = 'cassandra.example.org';
const authority = certificateAuthority();
const ours = authority.issue('killrvideo');

const node = useTestNode();
const connections: CassandraConnection[] = [];
const sockets = new Set<Socket>();
let byAddress: Server;
let byName: Server;

/** Talks TLS for a node, which it lets pass whom the authority knows, and knows the rest of the way itself. */
async function tlsBefore(cassandra: string, hosts: readonly string[]): Promise<Server> {
  const { host, port = 0 } = parseAddress(cassandra);
  const own = authority.issue('node', hosts);
  const server = createServer(
    {
      cert: own.certificate,
      key: own.key,
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: true,
    },
    (near) => {
      const far = connect(port, host);
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => {}).on('close', () => [near, far].forEach((each) => each.destroy()));
      }
    },
  )
    .on('tlsClientError', (_, near) => near.destroy())
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

beforeAll(async () => {
  byAddress = await tlsBefore(node().cassandra, ['127.0.0.1']);
  byName = await tlsBefore(node().cassandra, [NAME]);
});
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
});
afterAll(() => {
  for (const server of [byAddress, byName]) server.close();
  for (const socket of sockets) socket.destroy();
});

function open(server: Server, tls: Partial<CassandraAddress>): Tables {
  const { port } = server.address() as AddressInfo;
  const connection = cassandraConnection({
    address: { contactPoints: [`127.0.0.1:${port}`], dataCenter: 'datacenter1', ...tls },
    keyspace: `k${randomUUID().replaceAll('-', '')}`,
    replication: "{'class': 'SimpleStrategy', 'replication_factor': 1}",
    lock: { keeper: 'nobody', exclusively: (work) => work() },
    observe: () => {},
    log: silentLog,
  });
  connections.push(connection);
  const tables = connection.tables(
    'notes',
    readSchema('CREATE TABLE IF NOT EXISTS notes (id uuid PRIMARY KEY);'),
  );
  connection.open();
  return tables;
}

describe('a connection by TLS', () => {
  it('knows a node by its address, and is known by its certificate', async () => {
    const { ready } = open(byAddress, { authorities: authority.certificate, ...ours });
    expect(await metWithin(30_000, ready)).toBeUndefined();
  }, 40_000);

  it('knows nodes by one name that all of them have', async () => {
    const { ready } = open(byName, { authorities: authority.certificate, ...ours, serverName: NAME });
    expect(await metWithin(30_000, ready)).toBeUndefined();
  }, 40_000);

  it.each<[string, () => Server, Partial<CassandraAddress>, RegExp]>([
    [
      'whose authority it does not trust',
      () => byAddress,
      { ...ours, authorities: certificateAuthority().certificate },
      /self-signed certificate in certificate chain/,
    ],
    [
      'whose authority Node does not trust, where none is named',
      () => byAddress,
      ours,
      /self-signed certificate in certificate chain/,
    ],
    [
      'whose certificate does not bear its address',
      () => byName,
      { ...ours, authorities: authority.certificate },
      /IP: 127\.0\.0\.1 is not in the cert's list/,
    ],
    [
      'whose certificate does not bear the name of all',
      () => byAddress,
      { ...ours, authorities: authority.certificate, serverName: NAME },
      /Host: cassandra\.example\.org\. is not/,
    ],
    [
      'which asks for a certificate that it has not',
      () => byAddress,
      { authorities: authority.certificate },
      /alert certificate required/,
    ],
  ])('does not come about with a node %s, and says so', async (_, server, tls, why) => {
    const { ready } = open(server(), tls);
    await eventually(() => expect(ready.waiting()?.why).toMatch(why), 3000);
  });
});
