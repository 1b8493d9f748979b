import { DomainError, pause, type Log } from '@killrvideo/core';
import { Client } from 'cassandra-driver';

import { applySchema, type Exclusively } from './apply-schema';
import { watchAvailability } from './availability';
import { cassandraOn, type Cassandra, type QueryOutcome } from './cassandra';
import { clientOptions, type CassandraAddress } from './client-options';
import { mendClient } from './mend-client';

export interface CassandraOptions {
  readonly address: CassandraAddress;
  readonly keyspace: string;
  /** A CQL replication map, used when the keyspace must be created. */
  readonly replication: string;
  /** The texts of the schema files whose tables must be there before the connection counts as open. */
  readonly schemas: readonly string[];
  /** Schema changes of several processes must not overlap. */
  readonly exclusively: Exclusively;
  readonly observe: (outcome: QueryOutcome) => void;
  readonly log: Log;
}

export interface CassandraConnection {
  /** Usable at once: until the database is there, every method throws `unavailable`. */
  readonly cassandra: Cassandra;
  /** Resolves when the database answers and the schema is complete; never rejects. */
  readonly opened: () => Promise<void>;
  /** Tells whether the database can be used, at each change; it counts as away after 5 s without an answer. */
  readonly onAvailability: (listener: (available: boolean) => void) => void;
  /** The state of the driver's pool, one entry a node. */
  readonly pools: () => readonly PoolState[];
  readonly close: () => Promise<void>;
}

export interface PoolState {
  /** `host:port` */
  readonly host: string;
  readonly openConnections: number;
  readonly inFlightQueries: number;
}

const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 2000;

/** Connects in the background for as long as it takes, and says in the log what it waits for. */
export function openCassandra(options: CassandraOptions): CassandraConnection {
  const { log, keyspace, address } = options;
  const client = new Client(clientOptions(address));
  mendClient(client);
  const closing = new AbortController();
  const listeners: ((available: boolean) => void)[] = [];
  let open = false;
  let stopWatching = (): void => {};

  const connected = (): Client => {
    if (!open) throw new DomainError('unavailable', 'the database is not connected yet: try again later');
    return client;
  };

  const openOnce = async (): Promise<void> => {
    await client.connect();
    await applySchema(client, options, closing.signal);
    await client.execute(`USE ${keyspace}`, [], { prepare: false });
  };

  const opening = (async () => {
    for (let attempt = 1; !closing.signal.aborted; attempt++) {
      try {
        await openOnce();
        break;
      } catch (error) {
        const delayMs = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1));
        log.warn(
          { err: error, contactPoints: address.contactPoints, attempt, delayMs },
          'waiting for Cassandra',
        );
        await pause(delayMs, closing.signal);
      }
    }
    if (closing.signal.aborted) return;
    open = true;
    log.info({ keyspace, contactPoints: address.contactPoints }, 'connected to Cassandra');
    stopWatching = watchAvailability(client, log, (available) =>
      listeners.forEach((listener) => listener(available)),
    );
  })();

  return {
    cassandra: cassandraOn(connected, options.observe, log),
    opened: () => opening,
    onAvailability: (listener) => listeners.push(listener),
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
      open = false;
      await opening;
      await client
        .shutdown()
        .catch((error: unknown) => log.warn({ err: error }, 'Cassandra was not left in order'));
    },
  };
}
