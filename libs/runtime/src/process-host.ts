import { cassandraConnection, type CassandraConnection, type QueryOutcome } from '@killrvideo/cassandra';
import { allOf, type Condition, type Log } from '@killrvideo/core';
import { withEtcdLock } from '@killrvideo/discovery';

import { cassandraVariables } from './configuration/cassandra-variables';
import { etcdVariables } from './configuration/etcd-variables';
import type { Configuration } from './configuration/read-variables';
import type { Host } from './needs/need';
import type { Part } from './parts';

const SCHEMA_LOCK_DEADLINE_MS = 30_000;

/** What services share in a process. */
export interface ProcessHost {
  /** One service's view, and what that service waits for: all of it once it is composed. */
  hostFor(service: string): { readonly host: Host; readonly ready: () => Condition };
  /** What was opened for the services that asked for it; it starts before them and stops after them. */
  readonly parts: readonly Part[];
  /** Undefined while no service has asked for it. */
  database(): CassandraConnection | undefined;
}

export function processHost(options: {
  readonly configuration: Configuration;
  readonly observeQuery: (outcome: QueryOutcome) => void;
  readonly log: Log;
}): ProcessHost {
  const { configuration, log } = options;
  const parts: Part[] = [];
  let connection: CassandraConnection | undefined;

  const connect = (): CassandraConnection => {
    const opened = connectionTo(configuration, options.observeQuery, log);
    parts.push({
      name: 'the connection to Cassandra',
      start: () => opened.open(),
      stop: () => opened.close(),
    });
    return opened;
  };

  return {
    hostFor(service) {
      const conditions: Condition[] = [];
      const host: Host = {
        service,
        log,
        valuesOf: (group) => configuration.valuesOf(group),
        database: () => (connection ??= connect()),
        waitFor: (condition) => void conditions.push(condition),
      };
      return { host, ready: () => allOf(conditions) };
    },
    parts,
    database: () => connection,
  };
}

/** Changes of the schema are made under a lock in etcd. */
function connectionTo(
  configuration: Configuration,
  observe: (outcome: QueryOutcome) => void,
  log: Log,
): CassandraConnection {
  const { keyspace, replication, ...address } = configuration.valuesOf(cassandraVariables);
  const { endpoints } = configuration.valuesOf(etcdVariables);
  return cassandraConnection({
    ...{ address, keyspace, replication, observe, log },
    lock: {
      keeper: `etcd at ${endpoints.join(', ')}`,
      exclusively: (work, signal) =>
        withEtcdLock([...endpoints], `schema-${keyspace}`, work, {
          deadlineMs: SCHEMA_LOCK_DEADLINE_MS,
          signal,
        }),
    },
  });
}
