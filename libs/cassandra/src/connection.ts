import { condition, reasonOf, untilItWorks, type Condition, type Log } from '@killrvideo/core';
import { Client } from 'cassandra-driver';

import { watchAvailability } from './availability';
import { statementsOfConnection, type QueryOutcome } from './cassandra';
import { clientOptions, type CassandraAddress } from './client-options';
import { mendClient } from './mend-client';
import { ensureKeyspace } from './schema/ensure-keyspace';
import { inLine, keptBy, LockNotHad, lockOf, type SchemaLock } from './schema/lock';
import type { Schema } from './schema/schema';
import { tablesOf, type OwnedTables, type Tables } from './tables';

export interface CassandraOptions {
  readonly address: CassandraAddress;
  readonly keyspace: string;
  /** A CQL replication map, used when the keyspace must be created. */
  readonly replication: string;
  readonly lock: SchemaLock;
  readonly observe: (outcome: QueryOutcome) => void;
  readonly log: Log;
}

/** One connection of a process to the database, for all services in it. */
export interface CassandraConnection {
  /** The tables of one service, to be asked for before `open`. */
  tables(owner: string, schema: Schema): Tables;
  /** Met while the database answers. */
  readonly answers: Condition;
  /** Connects in the background for as long as it takes, then completes all tables, each by itself. */
  open(): void;
  /** The state of the driver's pool, one entry a node. */
  pools(): readonly PoolState[];
  /** Ends at once what is still waiting; never rejects. */
  close(): Promise<void>;
}

export interface PoolState {
  /** `host:port` */
  readonly host: string;
  readonly openConnections: number;
  readonly inFlightQueries: number;
}

/** Nothing is connected before `open`. What is waited for, and why, stands in the log and in each `Tables.ready`. */
export function cassandraConnection(options: CassandraOptions): CassandraConnection {
  const { log, keyspace, address } = options;
  const lock = inLine(options.lock);
  const database = `Cassandra at ${address.contactPoints.join(', ')}`;
  const client = new Client(clientOptions(address));
  mendClient(client);
  const closing = new AbortController();
  const answers = condition(database, 'nobody has asked yet');
  const statements = statementsOfConnection(options.observe, log);
  const all: OwnedTables[] = [];
  let opening: Promise<void> | undefined;
  let stopWatching = (): void => {};

  const connect = async (): Promise<void> => {
    await client.connect();
    await ensureKeyspace(
      client,
      { ...options, exclusively: lockOf(lock, answers, `the keyspace ${keyspace}`) },
      closing.signal,
    );
    await client.execute(`USE ${keyspace}`, [], { prepare: false });
  };
  const open = async (): Promise<void> => {
    const isConnected = await untilItWorks(connect, closing.signal, (error, { tries, tells, whole }) => {
      const what = error instanceof LockNotHad ? keptBy(lock.keeper) : database;
      const reason = reasonOf(error);
      answers.waitFor(what, reason);
      if (tells) log.warn({ reason, tries, ...whole }, `waiting for ${what}`);
    });
    if (!isConnected || closing.signal.aborted) return;
    answers.meet();
    log.info({ keyspace, contactPoints: address.contactPoints }, 'connected to Cassandra');
    stopWatching = watchAvailability(client, log, (problem) =>
      problem === undefined ? answers.meet() : answers.waitFor(database, problem),
    );
    await Promise.all(all.map((tables) => tables.complete(closing.signal)));
  };

  return {
    answers,
    tables(owner, schema) {
      const shared = { keyspace, client, database, answers, lock, statements, log };
      const tables = tablesOf({ owner, schema, ...shared });
      all.push(tables);
      return tables;
    },
    open() {
      opening ??= open().catch((error: unknown) => log.error({ err: error }, 'the connection ended'));
    },
    pools: () => {
      const state = client.getState();
      return state.getConnectedHosts().map((host) => ({
        host: host.address,
        openConnections: state.getOpenConnections(host),
        inFlightQueries: state.getInFlightQueries(host),
      }));
    },
    async close() {
      closing.abort();
      stopWatching();
      await opening;
      await client
        .shutdown()
        .catch((error: unknown) => log.warn({ err: error }, 'Cassandra was not left in order'));
    },
  };
}
