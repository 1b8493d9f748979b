import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';

import { bundleScript } from '../bundle-script';
import { keeperLog } from './state-file';

const KEEPER_SOURCE = 'libs/local-stack/src/keeper/keeper-main.ts';
const GUARD_SOURCE = 'libs/local-stack/src/keeper/guard-main.ts';
const MAX_LOG_BYTES = 1_000_000;
const SHOWN_LOG_LINES = 10;

/** Starts a keeper for the folder, in a session of its own: no terminal and no parent ends it. */
export async function startKeeper(folder: string): Promise<ChildProcess> {
  const [keeper, guard] = await Promise.all([bundleScript(KEEPER_SOURCE), bundleScript(GUARD_SOURCE)]);
  mkdirSync(folder, { recursive: true });
  const log = openSync(keeperLog(folder), isLong(keeperLog(folder)) ? 'w' : 'a');
  // Where there is no room for this, the keeper could not say so.
  writeSync(log, `${new Date().toISOString()} a keeper is started\n`);
  // NODE_OPTIONS of a debugger or a test runner are not meant for it.
  const environment = { ...process.env };
  delete environment['NODE_OPTIONS'];
  const child = spawn(process.execPath, ['--enable-source-maps', keeper, folder, guard], {
    env: environment,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.on('error', () => {}); // told by its missing exit code
  child.unref();
  return child;
}

/** The last lines of the keeper's log, for a message. */
export function lastKeeperLog(folder: string): string {
  const lines = readFileSync(keeperLog(folder), 'utf8').trimEnd().split('\n').slice(-SHOWN_LOG_LINES);
  return `${lines.map((line) => `  ${line}`).join('\n')}\n  whole log: ${keeperLog(folder)}`;
}

function isLong(file: string): boolean {
  try {
    return statSync(file).size > MAX_LOG_BYTES;
  } catch {
    return false;
  }
}
