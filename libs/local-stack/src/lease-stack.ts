import { realpathSync, mkdirSync } from 'node:fs';

import { pause, within } from '@killrvideo/core';

import {
  addressesIn,
  awaitExisting,
  existingServers,
  NO_SERVERS,
  type ExistingServers,
} from './existing-servers';
import { endRecorded } from './keeper/end-recorded';
import { NotAccepted, type KeeperConnection } from './keeper/keeper-connection';
import {
  PROTOCOL,
  type Addresses,
  type DatabaseDied,
  type DatabaseName,
  type LeaseRequest,
} from './keeper/protocol';
import { reachKeeper } from './keeper/reach-keeper';
import { keeperLog, readState } from './keeper/state-file';
import { localPagingKeys } from './paging-keys';
import { identify, isRunning } from './process-identity';

/** What a user of the stack wants. */
export interface LeaseOptions {
  /** Where data, logs and the paging key are; one stack a folder. */
  readonly folder: string;
  /** Told to others who look or wait: `npm start (pid 12)`. */
  readonly holder: string;
  /** Default: KILLRVIDEO_STACK_CASSANDRA_PORT, else 9042. A stack that runs already keeps its port. */
  readonly cassandraPort?: number | 'free';
  /** Default: KILLRVIDEO_STACK_ETCD_PORT, else 2379. */
  readonly etcdPort?: number | 'free';
  /** The databases begin empty and lose everything when they are killed; tables are made ten times as fast. */
  readonly throwAway?: boolean;
  /** How long the databases outlive this lease when it is the last; default 0. */
  readonly lingerMs?: number;
  /** False: servers that the environment names are not used; a test would write into them. Default true. */
  readonly useExisting?: boolean;
  readonly onProgress: (line: string) => void;
  /** A database of the stack has ended although nobody released it; it stays so until somebody restarts it. */
  readonly onDatabaseDied?: (event: DatabaseDied) => void;
}

/** The right to a running Cassandra and etcd. It also ends when this process does, in whatever way. */
export interface StackLease {
  readonly cassandra: { readonly contactPoint: string; readonly dataCenter: string };
  readonly etcd: { readonly endpoint: string };
  /** The KILLRVIDEO_… variables with which a service uses this stack. */
  readonly environment: Readonly<Record<string, string>>;
  /** Hands a child process to the keeper: should this process be killed, it is ended, before the databases. */
  entrust(pid: number): void;
  /** The process of a database that the stack itself has started; undefined while it does not run. */
  databasePid(name: DatabaseName): Promise<number | undefined>;
  /** Starts a database of the stack again, with its port and data; one that runs is stopped first. */
  restartDatabase(name: DatabaseName): Promise<void>;
  /** Lets the databases run on without any lease, until `stopStack`: if nobody else holds one, or `always`. */
  keep(options: { always: boolean }): Promise<{ kept: boolean }>;
  /** Says goodbye; resolves when the keeper has let go, and if this was the last lease without linger, has ended. */
  release(): Promise<void>;
}

const DEFAULT_DATA_CENTER = 'datacenter1';
const RELEASE_WITHIN_MS = 60_000;
const KEEPER_GONE_WITHIN_MS = 5000;
const LOOK_EVERY_MS = 20;

/** Resolves when Cassandra and etcd answer, started here if they do not run and the environment names no others. */
export async function leaseStack(options: LeaseOptions): Promise<StackLease> {
  mkdirSync(options.folder, { recursive: true });
  const folder = realpathSync(options.folder);
  const existing = options.useExisting === false ? NO_SERVERS : existingServers(process.env);
  await awaitExisting(existing, options.onProgress);
  const { connection, addresses } = await takeLease(folder, options, existing);
  return {
    cassandra: { contactPoint: addressesIn(addresses.cassandra)[0], dataCenter: dataCenter(existing) },
    etcd: { endpoint: addressesIn(addresses.etcd)[0] },
    environment: serviceEnvironment(folder, addresses, existing),
    entrust(pid) {
      const child = identify(pid);
      // A keeper that is lost cannot take it: its loss has been told by onDatabaseDied.
      if (child !== undefined) connection.ask('entrust', child).catch(() => {});
    },
    async databasePid(name) {
      const { databases } = await connection.ask('status', null);
      return databases.find((database) => database.name === name)?.pid;
    },
    async restartDatabase(name) {
      await connection.ask('restart', { name });
    },
    keep: async (wish) => ({ kept: (await connection.ask('pin', wish)).pinned }),
    release: () => release(connection),
  };
}

async function takeLease(
  folder: string,
  options: LeaseOptions,
  existing: ExistingServers,
): Promise<{ connection: KeeperConnection; addresses: Addresses }> {
  const request = leaseRequest(options, existing);
  for (;;) {
    let granted = false;
    const connection = await reachKeeper(folder, {
      progress: options.onProgress,
      died: (event) => options.onDatabaseDied?.(event),
      lost: () => {
        if (granted) void endWithKeeper(folder, connection.state.keeper.pid, options);
      },
    });
    try {
      const addresses = await connection.ask('lease', request);
      granted = true;
      return { connection, addresses };
    } catch (error) {
      connection.close();
      if (!(error instanceof NotAccepted)) throw error;
    }
  }
}

function leaseRequest(options: LeaseOptions, existing: ExistingServers): LeaseRequest {
  const self = identify(process.pid);
  if (self === undefined) throw new Error('this process cannot tell when it was started');
  return {
    protocol: PROTOCOL,
    holder: options.holder,
    process: self,
    cassandra: existing.cassandra
      ? { existing: existing.cassandra }
      : { port: options.cassandraPort ?? portIn('KILLRVIDEO_STACK_CASSANDRA_PORT', 9042) },
    etcd: existing.etcd
      ? { existing: existing.etcd }
      : { port: options.etcdPort ?? portIn('KILLRVIDEO_STACK_ETCD_PORT', 2379) },
    throwAway: options.throwAway ?? false,
    lingerMs: options.lingerMs ?? 0,
  };
}

function portIn(variable: string, fallback: number): number {
  const value = process.env[variable] || String(fallback);
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${variable} is ${value}, which is no port; an example: ${variable}=${fallback + 10_000}`);
}

function serviceEnvironment(
  folder: string,
  addresses: Addresses,
  existing: ExistingServers,
): Record<string, string> {
  return {
    KILLRVIDEO_CASSANDRA_CONTACT_POINTS: addresses.cassandra,
    KILLRVIDEO_CASSANDRA_DATACENTER: dataCenter(existing),
    KILLRVIDEO_ETCD_ENDPOINTS: addresses.etcd,
    KILLRVIDEO_PAGING_KEYS: process.env['KILLRVIDEO_PAGING_KEYS'] || localPagingKeys(folder),
  };
}

/** Only a cluster that was there before can have another. */
function dataCenter({ cassandra }: ExistingServers): string {
  const named = cassandra === undefined ? undefined : process.env['KILLRVIDEO_CASSANDRA_DATACENTER'];
  return named || DEFAULT_DATA_CENTER;
}

/** The keeper was killed: what it has started must not outlive it, and its guard may have been killed too. */
async function endWithKeeper(
  folder: string,
  keeperPid: number,
  { onDatabaseDied }: LeaseOptions,
): Promise<void> {
  const state = readState(folder);
  if (state?.keeper.pid !== keeperPid) return; // another has taken over, and has cleared up
  for (const { name, process } of state.databases) {
    onDatabaseDied?.({
      name,
      pid: process.pid,
      how: `its keeper (pid ${keeperPid}) was killed`,
      logFile: keeperLog(folder),
      command: 'npm run stack -- up',
    });
  }
  await endRecorded(state);
}

async function release(connection: KeeperConnection): Promise<void> {
  const { keeper } = connection.state;
  const late = (): Error => new Error(`the keeper of the databases (pid ${keeper.pid}) does not let go`);
  try {
    const { keeperEnds } = await within(RELEASE_WITHIN_MS, connection.ask('release', null), late);
    connection.close();
    const until = performance.now() + KEEPER_GONE_WITHIN_MS;
    while (keeperEnds && isRunning(keeper) && performance.now() < until) await pause(LOOK_EVERY_MS);
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error; // a keeper that is gone has let go
  }
}
