import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { connectWithin } from '../connect-within';
import { endProcesses } from '../end-processes';
import { isRunning } from '../process-identity';
import { withLock, type LockOptions } from '../with-lock';
import { endRecorded } from './end-recorded';
import { PROTOCOL } from './protocol';
import { readState, type KeeperState } from './state-file';

const LOCK_DEADLINE_MS = 60_000;
const CONNECTED_WITHIN_MS = 2000;
/** A keeper that is stopping is through by then: services, databases and a margin. */
const KEEPER_GRACE_MS = 15_000;
/** What the operating systems allow for the path of a socket, less the end mark. */
const MAX_SOCKET_PATH = 103;

/**
 * Makes this process the keeper of the folder: waits for one that is stopping, ends what a crash has left, listens,
 * and calls `begin`, which makes itself known by the state file. False when a keeper serves the folder already.
 */
export async function takeFolder(
  folder: string,
  log: (line: string) => void,
  begin: (server: Server, socket: string) => void,
): Promise<boolean> {
  mkdirSync(folder, { recursive: true });
  const lock: LockOptions = {
    holder: `process ${process.pid}`,
    deadlineMs: LOCK_DEADLINE_MS,
    onWait: (holder) => log(`waiting for ${holder}`),
  };
  return withLock(join(folder, 'keeper'), lock, async () => {
    const before = readState(folder);
    if (before !== undefined) {
      if (isRunning(before.keeper)) {
        if (await isReachable(before.socket)) return false;
        log(`waiting for the keeper before (pid ${before.keeper.pid}), which is stopping`);
        await endProcesses([before.keeper], KEEPER_GRACE_MS);
      }
      await clearUp(before, log);
    }
    const socket = join(mkdtempSync(join(socketFolder(), 'killrvideo-')), 'keeper');
    begin(await listen(socket), socket);
    return true;
  });
}

async function clearUp(state: KeeperState, log: (line: string) => void): Promise<void> {
  const left = [...state.databases, ...state.services].filter(({ process }) => isRunning(process));
  for (const { process } of left) log(`left by the keeper before: process ${process.pid}`);
  // Another version may have written other things: what it says of processes is still worth a try.
  if (state.protocol === PROTOCOL) await endRecorded(state);
  rmSync(dirname(state.socket), { recursive: true, force: true });
}

/** The usual temporary folder, readable for this user alone by mkdtemp; unless its path is too long for a socket. */
function socketFolder(): string {
  const usual = tmpdir();
  return Buffer.byteLength(join(usual, 'killrvideo-XXXXXX/keeper')) <= MAX_SOCKET_PATH ? usual : '/tmp';
}

function listen(socket: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(socket, () => resolve(server));
  });
}

async function isReachable(socket: string): Promise<boolean> {
  const reached = await connectWithin(CONNECTED_WITHIN_MS, { path: socket });
  if (typeof reached === 'string') return false;
  reached.destroy();
  return true;
}
