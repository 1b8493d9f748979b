import { cassandraConnection, type CassandraConnection, type QueryOutcome } from '@killrvideo/cassandra';
import { allOf, type Condition, type Log } from '@killrvideo/core';
import { withEtcdLock } from '@killrvideo/discovery';
import type { CallObserver } from '@killrvideo/grpc-client';
import type { AddressSource } from '@killrvideo/service-clients';

import { cassandraVariables } from './configuration/cassandra-variables';
import { etcdVariables } from './configuration/etcd-variables';
import type { Configuration } from './configuration/read-variables';
import type { WatchedClient } from './metrics/client-metrics';
import type { Host } from './needs/need';
import type { Part } from './parts';
import { processClients } from './process-clients';
import { processEvents, type ProcessEvents } from './process-events';

const SCHEMA_LOCK_DEADLINE_MS = 30_000;

/** What services share in a process. */
export interface ProcessHost {
  /** One service's view. */
  hostFor(service: string): Host;
  /** What was opened for the services that asked for it; it starts before them and stops after them. Nobody can ask for more. */
  parts(): readonly Part[];
  /** Undefined while no service has asked for it. */
  database(): CassandraConnection | undefined;
  /** One of each service that was asked for. */
  clients(): readonly WatchedClient[];
  readonly events: Omit<ProcessEvents, keyof Host['events']>;
}

export function processHost(options: {
  readonly configuration: Configuration;
  readonly observeQuery: (outcome: QueryOutcome) => void;
  /** Of calls to other services. */
  readonly observer?: CallObserver;
  /** A service of this very process, by its short name; asked when all are composed. */
  readonly ownService?: (service: string) => AddressSource | undefined;
  readonly log: Log;
}): ProcessHost {
  const { configuration, observer, ownService = () => undefined, log } = options;
  const parts: Part[] = [];
  let isComplete = false;
  let connection: CassandraConnection | undefined;

  const add = (part: Part): void => {
    if (isComplete) throw new Error('the parts of the process are known already');
    parts.push(part);
  };
  const connect = (): CassandraConnection => {
    const opened = connectionTo(configuration, options.observeQuery, log);
    add({
      name: 'the connection to Cassandra',
      start: () => opened.open(),
      stop: () => opened.close(),
    });
    return opened;
  };
  const etcd = configuration.valuesOf(etcdVariables);
  const clients = processClients({ etcd, add, observer, ownService, log });
  const events = processEvents({
    ...{ etcd, add, observer, log },
    exclusively(name, work, signal) {
      const { keyspace } = configuration.valuesOf(cassandraVariables);
      return withEtcdLock(etcd, `${name}-${keyspace}`, work, { deadlineMs: 0, signal });
    },
  });

  return {
    hostFor(service) {
      const conditions: Condition[] = [];
      const host: Host = {
        service,
        log,
        valuesOf: (group) => configuration.valuesOf(group),
        database: () => (connection ??= connect()),
        client: (definition, told) => clients.of(definition, told),
        events,
        waitFor: (condition) => void conditions.push(condition),
        ready: () => allOf(conditions),
      };
      return host;
    },
    parts() {
      isComplete = true;
      return parts;
    },
    database: () => connection,
    clients: () => clients.all(),
    events,
  };
}

/** Changes of the schema are made under a lock in etcd. */
function connectionTo(
  configuration: Configuration,
  observe: (outcome: QueryOutcome) => void,
  log: Log,
): CassandraConnection {
  const { keyspace, replication, ...address } = configuration.valuesOf(cassandraVariables);
  const etcd = configuration.valuesOf(etcdVariables);
  return cassandraConnection({
    ...{ address, keyspace, replication, observe, log },
    lock: {
      keeper: `etcd at ${etcd.endpoints.join(', ')}`,
      exclusively: (work, signal) =>
        withEtcdLock(etcd, `schema-${keyspace}`, work, {
          deadlineMs: SCHEMA_LOCK_DEADLINE_MS,
          signal,
        }),
    },
  });
}
