import type { ChildProcess } from 'node:child_process';

import { pause } from '@killrvideo/core';

import { connectToKeeper, type KeeperConnection, type KeeperEvents } from './keeper-connection';
import { lastKeeperLog, startKeeper } from './start-keeper';

/** A keeper that takes over from one that is stopping waits for it first. */
const REACHED_WITHIN_MS = 60_000;
const TRY_EVERY_MS = 50;
const TELL_AFTER_MS = 2000;

/** Connects to the folder's keeper and starts one when none serves it. */
export async function reachKeeper(
  folder: string,
  on: KeeperEvents & { progress: (line: string) => void },
): Promise<KeeperConnection> {
  const start = performance.now();
  let started: ChildProcess | undefined;
  for (let told = false; ; await pause(TRY_EVERY_MS)) {
    const connection = await connectToKeeper(folder, on);
    if (connection !== undefined) return connection;
    const waited = performance.now() - start;
    // One that ended well has left the folder to another keeper; that one may be on its way out by now.
    if (started === undefined || started.exitCode === 0) started = await startKeeper(folder);
    else if (started.exitCode !== null || started.signalCode !== null || started.pid === undefined) {
      throw new Error(`The keeper of the databases did not start:\n${lastKeeperLog(folder)}`);
    } else if (waited > REACHED_WITHIN_MS) {
      throw new Error(
        `The keeper of the databases does not answer after ${REACHED_WITHIN_MS / 1000} s:\n${lastKeeperLog(folder)}`,
      );
    } else if (waited > TELL_AFTER_MS && !told) {
      on.progress('Waiting for the databases of the run before to end …');
      told = true;
    }
  }
}
