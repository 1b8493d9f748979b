import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ProcessIdentity } from '../process-identity';
import type { DatabaseName } from './protocol';

/** What the keeper of a folder writes down, for those who look for it and for those who must clean up behind it. */
export interface KeeperState {
  readonly protocol: number;
  readonly keeper: ProcessIdentity;
  /** Path of the Unix domain socket that it listens on. */
  readonly socket: string;
  readonly databases: readonly { readonly name: DatabaseName; readonly process: ProcessIdentity }[];
  /** Commands that fetch or build something; each is the leader of a process group. */
  readonly commands: readonly ProcessIdentity[];
  /** Processes that lease holders have entrusted to it. */
  readonly services: readonly { readonly process: ProcessIdentity; readonly holder: ProcessIdentity }[];
}

/** What the last keeper wrote; undefined when there was none, or when it ended in order. */
export function readState(folder: string): KeeperState | undefined {
  try {
    return JSON.parse(readFileSync(stateFile(folder), 'utf8')) as KeeperState;
  } catch {
    return undefined; // renamed into place, it is never half: there is none, or somebody has written another file
  }
}

export function writeState(folder: string, state: KeeperState): void {
  const partial = `${stateFile(folder)}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(partial, stateFile(folder));
}

export function removeState(folder: string): void {
  rmSync(stateFile(folder), { force: true });
}

/** What the keeper and its guard say; of use when the keeper does not start. */
export function keeperLog(folder: string): string {
  return join(folder, 'keeper.log');
}

function stateFile(folder: string): string {
  return join(folder, 'keeper.json');
}
