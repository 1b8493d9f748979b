import { spawn } from 'node:child_process';
import { rmSync, utimesSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { dirname } from 'node:path';

import { freePort } from '../ports';
import type { Preparation } from '../preparation';
import { identify, type ProcessIdentity } from '../process-identity';
import { createDatabases } from './databases';
import { readMessages, writeMessage } from './json-lines';
import { createLeases, type Lease } from './leases';
import {
  PROTOCOL,
  type Answer,
  type FromKeeper,
  type KeeperStatus,
  type MethodName,
  type Parameter,
  type ToKeeper,
} from './protocol';
import { removeState, writeState, type KeeperState } from './state-file';
import { takeFolder } from './take-folder';

/** Whoever started the keeper connects at once; if nobody does, it was killed. */
const FIRST_LEASE_WITHIN_MS = 30_000;
const GUARD_RESTART_MS = 1000;
/** Those who clean temporary folders remove what nobody has touched for days. */
const TOUCH_EVERY_MS = 3_600_000;

/** Runs the keeper of a stack folder until nobody needs its databases; `guardScript` is what watches over it. */
export async function runKeeper(folder: string, guardScript: string): Promise<void> {
  const self = identify(process.pid);
  if (self === undefined) throw new Error('the keeper cannot identify itself');
  const freePorts = { cassandra: await freePort(), etcd: await freePort() };
  let socket = '';
  let pinned = false;
  let stopped: Promise<void> | undefined;
  /** Nothing is left that anybody would have to end. */
  let over = false;
  let lingering: NodeJS.Timeout | undefined;
  let tellGuard: (state: KeeperState | null) => void = () => {};
  const abort = new AbortController();
  const commands = new Set<ProcessIdentity>();
  const listeners = new Set<Socket>();

  const leases = createLeases({ changed: saveState, left: whenLeft });
  const databases = createDatabases(folder, freePorts, {
    processChanged: saveState,
    died(event) {
      log(`${event.name} (pid ${event.pid}) died: ${event.how}`);
      for (const { connection } of leases.all()) send(connection, { died: event });
    },
  });
  const preparation: Preparation = {
    signal: abort.signal,
    say(line) {
      log(line);
      for (const connection of listeners) send(connection, { progress: line });
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

  const server = await takeFolder(folder, {
    log,
    write(path) {
      socket = path;
      saveState();
    },
  });
  if (server === undefined) {
    log(`process ${process.pid} is not needed: another keeper serves ${folder}`);
    process.exit(0);
  }
  log(`keeper of ${folder}, pid ${process.pid}`);
  startGuard();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(signal));
  setInterval(
    () => [socket, dirname(socket)].forEach((path) => utimesSync(path, new Date(), new Date())),
    TOUCH_EVERY_MS,
  );
  serve(server);
  lingering = setTimeout(() => void stop('nobody came'), FIRST_LEASE_WITHIN_MS);

  function serve(server: Server): void {
    server.on('connection', (connection) => {
      connection.on('error', () => {}); // its `close` follows
      connection.on('close', () => {
        listeners.delete(connection);
        void leases.end(connection);
      });
      readMessages<ToKeeper>(connection, (message) => {
        send(connection, { accepted: message.id });
        answer(connection, message).then(
          (answer) => send(connection, { id: message.id, answer }),
          (error: unknown) => send(connection, { id: message.id, error: (error as Error).message }),
        );
      });
    });
  }

  async function answer(connection: Socket, { method, parameter }: ToKeeper): Promise<unknown> {
    const methods: { [M in MethodName]: (parameter: Parameter<M>) => Promise<Answer<M>> | Answer<M> } = {
      async lease(request) {
        if (stopped !== undefined) throw new Error('the stack is stopping');
        clearTimeout(lingering);
        leases.add(connection, request);
        log(`lease: ${request.holder}`);
        return listening(connection, () => databases.provide(request, preparation));
      },
      entrust(service) {
        leases.entrust(leaseOf(connection), service);
        return null;
      },
      async release() {
        await leases.end(connection);
        await stopped;
        return { keeperEnds: stopped !== undefined };
      },
      async restart({ name }) {
        await listening(connection, () => databases.restart(name, preparation));
        return null;
      },
      pin({ always }) {
        const others = leases.all().some((lease) => lease.connection !== connection);
        pinned ||= always || !others;
        return { pinned };
      },
      status: () => status(),
      async stop({ force }) {
        const holders = leases.all().map(({ request }) => request.holder);
        if (holders.length > 0 && !force) return { hinderedBy: holders, keeperEnds: false };
        pinned = false;
        if (holders.length === 0) await stop('asked to');
        else await stopDatabases();
        return { hinderedBy: [], keeperEnds: stopped !== undefined };
      },
    };
    return (methods[method] as (parameter: unknown) => unknown)(parameter);
  }

  async function listening<T>(connection: Socket, work: () => Promise<T>): Promise<T> {
    listeners.add(connection);
    try {
      return await work();
    } finally {
      listeners.delete(connection);
    }
  }

  function leaseOf(connection: Socket): Lease {
    const lease = leases.of(connection);
    if (lease === undefined) throw new Error('this connection holds no lease');
    return lease;
  }

  function status(): KeeperStatus {
    return {
      databases: databases.all().map((database) => database.status()),
      holders: leases.all().map(({ request }) => request.holder),
      pinned,
      keeperPid: process.pid,
    };
  }

  /** A linger is for those who come back soon; a stack that does not work is of no use to them. */
  function whenLeft({ request: { holder, lingerMs } }: Lease): void {
    log(`last lease ended: ${holder}`);
    if (pinned) return;
    const works = databases.all().every((database) => database.status().state === 'running');
    if (lingerMs === 0 || !works) void stop('nobody needs it');
    else lingering = setTimeout(() => void stop('nobody needs it'), lingerMs);
  }

  /** Against the will of those who hold a lease: they keep it, so that the databases can come back to them. */
  async function stopDatabases(): Promise<void> {
    for (const { name, pid, logFile } of databases.all().map((database) => database.status())) {
      if (pid === undefined) continue;
      const died = { name, pid, logFile, how: 'stopped by npm run stack', command: 'npm run stack -- up' };
      for (const { connection } of leases.all()) send(connection, { died });
    }
    await databases.stop();
  }

  function stop(reason: string): Promise<void> {
    stopped ??= stopNow(reason);
    return stopped;
  }

  async function stopNow(reason: string): Promise<void> {
    log(`stopping: ${reason}`);
    clearTimeout(lingering);
    server?.close(); // it removes the socket: who comes now starts a keeper of his own, which waits for this one
    abort.abort(new Error('the stack was stopped'));
    await databases.stop();
    over = true;
    tellGuard(null);
    removeState(folder);
    rmSync(dirname(socket), { recursive: true, force: true });
    log('stopped');
    setTimeout(() => process.exit(0), 50); // after the answers to those who wait for this
  }

  function startGuard(): void {
    const guard = spawn(process.execPath, [guardScript], {
      stdio: ['pipe', 'inherit', 'inherit'],
      detached: true, // whoever kills the keeper's group does not kill it too
    });
    guard.on('error', (error) => log(`no guard: ${error.message}`));
    guard.stdin.on('error', () => {}); // it has died: its exit follows
    guard.once('exit', () => {
      if (stopped === undefined) setTimeout(startGuard, GUARD_RESTART_MS);
    });
    tellGuard = (state) => guard.stdin.write(`${JSON.stringify(state)}\n`);
    saveState();
  }

  function saveState(): void {
    if (over) return;
    const state: KeeperState = {
      protocol: PROTOCOL,
      keeper: self as ProcessIdentity,
      socket,
      databases: databases.all().flatMap((database) => {
        const process = database.process();
        return process === undefined ? [] : [{ name: database.status().name, process }];
      }),
      commands: [...commands],
      services: leases.services(),
    };
    tellGuard(state);
    try {
      writeState(folder, state);
    } catch (error) {
      log(`the state cannot be written: ${(error as Error).message}`); // somebody deleted the folder
    }
  }
}

function send(connection: Socket, message: FromKeeper): void {
  writeMessage(connection, message);
}

function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line}`);
}
