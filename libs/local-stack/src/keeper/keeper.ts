import { rmSync, utimesSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { dirname } from 'node:path';

import { freePort } from '../ports';
import type { Preparation } from '../preparation';
import { identify, type ProcessIdentity } from '../process-identity';
import { createDatabases } from './databases';
import { startGuard } from './guard-process';
import { createLeases, type Lease } from './leases';
import { PROTOCOL, type DatabaseDied, type DatabaseName } from './protocol';
import { sendTo, serve, type KeeperMethods } from './serve';
import { createRegistrations } from './registrations';
import { removeState, writeState, type KeeperState } from './state-file';
import { takeFolder } from './take-folder';

/** Whoever started the keeper connects at once; if nobody does, it was killed. */
const FIRST_LEASE_WITHIN_MS = 30_000;
/** Those who clean temporary folders remove what nobody has touched for days. */
const TOUCH_EVERY_MS = 3_600_000;
const LAST_ANSWERS_MS = 50;

/** Runs the keeper of a stack folder until nobody needs its databases; `guardScript` is what watches over it. */
export async function runKeeper(folder: string, guardScript: string): Promise<void> {
  const self = identify(process.pid);
  if (self === undefined) throw new Error('the keeper cannot identify itself');
  const freePorts = { cassandra: await freePort(), etcd: await freePort() };
  const taken = await takeFolder(folder, log, (server, socket) =>
    keep({ folder, self, freePorts, guardScript, server, socket }),
  );
  if (taken) return;
  log(`process ${process.pid} is not needed: another keeper serves ${folder}`);
  process.exit(0);
}

interface KeeperSetting {
  readonly folder: string;
  readonly self: ProcessIdentity;
  readonly freePorts: Readonly<Record<DatabaseName, number>>;
  readonly guardScript: string;
  readonly server: Server;
  readonly socket: string;
}

function keep({ folder, self, freePorts, guardScript, server, socket }: KeeperSetting): void {
  log(`keeper of ${folder}, pid ${process.pid}`);
  let pinned = false;
  let stopped: Promise<void> | undefined;
  /** Nothing is left that anybody would have to end. */
  let over = false;
  const abort = new AbortController();
  const commands = new Set<ProcessIdentity>();
  const waiting = new Set<Socket>();
  const guard = startGuard(guardScript, log);
  const leases = createLeases({ changed: saveState, left: whenLeft });
  const databases = createDatabases(folder, freePorts, { processChanged: saveState, died: tellDied });
  const registrations = createRegistrations(log);
  const preparation: Preparation = {
    signal: abort.signal,
    say(line) {
      log(line);
      for (const connection of waiting) sendTo(connection, { progress: line });
    },
    track(command) {
      commands.add(command);
      saveState();
      return () => {
        commands.delete(command);
        saveState();
      };
    },
  };

  let lingering = setTimeout(() => void stop('nobody came'), FIRST_LEASE_WITHIN_MS);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
  setInterval(() => touch(socket), TOUCH_EVERY_MS);
  serve(server, folder, methodsOf, (connection) => {
    waiting.delete(connection);
    void leases.end(connection);
  });
  saveState();

  function methodsOf(connection: Socket): KeeperMethods {
    return {
      async lease(request) {
        if (stopped !== undefined) throw new Error('the databases are being stopped: try again');
        clearTimeout(lingering);
        leases.add(connection, request);
        log(`lease: ${request.holder}`);
        const addresses = await whileTold(connection, () => databases.provide(request, preparation));
        registrations.register(addresses);
        return addresses;
      },
      entrust(service) {
        leases.entrust(connection, service);
        return null;
      },
      async release() {
        await leases.end(connection);
        await stopped;
        return { keeperEnds: stopped !== undefined };
      },
      async restart({ name }) {
        await whileTold(connection, () => databases.restart(name, preparation));
        return null;
      },
      pin({ always }) {
        const others = leases.all().some((lease) => lease.connection !== connection);
        pinned ||= always || !others;
        return { pinned };
      },
      status: () => ({
        databases: databases.all().map((database) => database.status()),
        holders: leases.all().map(({ request }) => request.holder),
        pinned,
        keeperPid: process.pid,
      }),
      async stop({ force }) {
        const holders = leases.all().map(({ request }) => request.holder);
        if (holders.length > 0 && !force) return { hinderedBy: holders, keeperEnds: false };
        pinned = false;
        if (holders.length === 0) await stop('asked to');
        else await stopUnderHolders();
        return { hinderedBy: [], keeperEnds: stopped !== undefined };
      },
    };
  }

  /** Shows the connection what is being done as long as it waits for it. */
  async function whileTold<T>(connection: Socket, work: () => Promise<T>): Promise<T> {
    waiting.add(connection);
    try {
      return await work();
    } finally {
      waiting.delete(connection);
    }
  }

  /** A linger is for those who come back soon; a stack that does not work is of no use to them. */
  function whenLeft({ request: { holder, lingerMs } }: Lease): void {
    log(`the last lease has ended: ${holder}`);
    if (pinned) return;
    const works = databases.all().every((database) => database.status().state === 'running');
    if (lingerMs === 0 || !works) void stop('nobody needs it');
    else lingering = setTimeout(() => void stop('nobody needs it'), lingerMs);
  }

  function tellDied(event: DatabaseDied): void {
    log(`${event.name} (pid ${event.pid}) died: ${event.how}`);
    for (const { connection } of leases.all()) sendTo(connection, { died: event });
  }

  /** They keep their leases, so that the databases can come back to them. */
  async function stopUnderHolders(): Promise<void> {
    for (const { name, pid, logFile } of databases.all().map((database) => database.status())) {
      const how = 'stopped by npm run stack -- down';
      if (pid !== undefined) tellDied({ name, pid, logFile, how, command: 'npm run stack -- up' });
    }
    await Promise.all([databases.stop('cassandra'), databases.stop('etcd')]);
  }

  function stop(reason: string): Promise<void> {
    stopped ??= stopNow(reason);
    return stopped;
  }

  async function stopNow(reason: string): Promise<void> {
    log(`stopping: ${reason}`);
    clearTimeout(lingering);
    server.close(); // it removes the socket: who comes now starts a keeper of his own, which waits for this one
    abort.abort(new Error('the databases were stopped'));
    await Promise.all([databases.stop('cassandra'), registrations.end().then(() => databases.stop('etcd'))]);
    over = true;
    guard.dismiss();
    removeState(folder);
    rmSync(dirname(socket), { recursive: true, force: true });
    log('stopped');
    setTimeout(() => process.exit(0), LAST_ANSWERS_MS);
  }

  function saveState(): void {
    if (over) return;
    const state: KeeperState = {
      protocol: PROTOCOL,
      keeper: self,
      socket,
      databases: databases.all().flatMap((database) => {
        const process = database.process();
        return process === undefined ? [] : [{ name: database.status().name, process }];
      }),
      commands: [...commands],
      services: leases.services(),
    };
    guard.tell(state);
    try {
      writeState(folder, state);
    } catch (error) {
      log(`the state cannot be written: ${(error as Error).message}`); // somebody deleted the folder
    }
  }
}

function touch(socket: string): void {
  try {
    for (const path of [socket, dirname(socket)]) utimesSync(path, new Date(), new Date());
  } catch (error) {
    log(`the socket is gone: ${(error as Error).message}`);
  }
}

function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}
