import { randomUUID } from 'node:crypto';

import { silentLog, useTestNode } from '@killrvideo/testing';

import type { Cassandra } from './cassandra';
import { openCassandra, type CassandraConnection } from './connection';

const OPENED_WITHIN_MS = 60_000;

/** In a spec: a keyspace of its own on the shared test node, with the tables of the schema file. */
export function useScratchKeyspace(schema: string): () => Cassandra {
  const node = useTestNode();
  let connection: CassandraConnection | undefined;

  beforeAll(async () => {
    connection = openCassandra({
      address: { contactPoints: [node().cassandra], dataCenter: 'datacenter1' },
      keyspace: `scratch_${randomUUID().slice(0, 8)}`,
      replication: "{'class': 'SimpleStrategy', 'replication_factor': 1}",
      schemas: [schema],
      exclusively: (work) => work(),
      observe: () => {},
      log: silentLog,
    });
    await connection.opened();
  }, OPENED_WITHIN_MS);
  afterAll(() => connection?.close());

  return () => {
    if (connection === undefined) throw new Error('the keyspace is there once the tests run, not before');
    return connection.cassandra;
  };
}
