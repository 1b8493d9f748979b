import { openCassandra, type CassandraConnection, type QueryOutcome } from '@killrvideo/cassandra';
import { withEtcdLock } from '@killrvideo/discovery';
import type { Log } from '@killrvideo/core';

import type { Config } from './config';

const SCHEMA_LOCK_DEADLINE_MS = 30_000;

/** Connects to the Cassandra that the configuration names; changes of the schema are made under a lock in etcd. */
export function openDatabase(
  config: Config,
  options: { schemas: readonly string[]; observe: (outcome: QueryOutcome) => void; log: Log },
): CassandraConnection {
  const { keyspace, replication } = config.cassandra;
  return openCassandra({
    address: config.cassandra,
    keyspace,
    replication,
    exclusively: (work, signal) =>
      withEtcdLock([...config.etcdEndpoints], `schema-${keyspace}`, work, {
        deadlineMs: SCHEMA_LOCK_DEADLINE_MS,
        signal,
      }),
    ...options,
  });
}
