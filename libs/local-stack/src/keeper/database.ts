import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

import { pause } from '@killrvideo/core';

import { endProcesses } from '../end-processes';
import { secondsSince, withElapsed, type Preparation } from '../preparation';
import { identify, type ProcessIdentity } from '../process-identity';
import { DATABASE_GRACE_MS } from './end-recorded';
import type { DatabaseDied, DatabaseName, DatabaseStatus } from './protocol';

const ASK_EVERY_MS = 100;
const SHOWN_LOG_LINES = 20;

/** How to start a database, once all that it needs is there. */
export interface Launch {
  /** Where it runs; default: where the keeper does. */
  readonly folder?: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  readonly answers: () => Promise<boolean>;
}

/** A database in the keeper's hands. */
export interface DatabasePlan {
  readonly name: DatabaseName;
  readonly title: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly startDeadlineMs: number;
  /** Checks and fetches what is needed and writes the configuration; called before every start. */
  readonly prepare: (preparation: Preparation) => Promise<Launch>;
}

export interface Database {
  readonly address: string;
  /** Resolves when it answers: at once if it runs, after starting it if not. Any number may wait for one start. */
  started(preparation: Preparation): Promise<void>;
  stop(): Promise<void>;
  /** The process that runs now. */
  process(): ProcessIdentity | undefined;
  status(): DatabaseStatus;
}

/** A database that is started, watched and stopped here. It is never restarted unasked. */
export function createDatabase(
  plan: DatabasePlan,
  hooks: { processChanged: () => void; died: (event: DatabaseDied) => void },
): Database {
  let running: { child: ChildProcess; identity: ProcessIdentity } | undefined;
  let starting: Promise<void> | undefined;
  let state: DatabaseStatus['state'] = 'dead';
  let version: string | undefined;

  async function start(preparation: Preparation): Promise<void> {
    state = 'starting';
    try {
      const launch = await plan.prepare(preparation);
      version = launch.version;
      const begin = performance.now();
      preparation.say(`${plan.title}: starting`);
      await withElapsed(
        (line) => preparation.say(line),
        () => `${plan.title}: starting`,
        () => startProcess(launch, preparation.signal),
      );
      state = 'running';
      preparation.say(`${plan.title}: answers on 127.0.0.1:${plan.port} after ${secondsSince(begin)} s`);
    } catch (error) {
      await stop();
      throw error;
    }
  }

  async function startProcess(launch: Launch, signal: AbortSignal): Promise<void> {
    const ended = spawnProcess(launch);
    const until = performance.now() + plan.startDeadlineMs;
    while (!(await launch.answers()) || ended.how !== undefined) {
      signal.throwIfAborted();
      if (ended.how !== undefined)
        throw new Error(`${plan.title} ended while starting: ${ended.how}${lastLog(plan.logFile)}`);
      if (performance.now() > until) {
        throw new Error(
          `${plan.title} does not answer after ${plan.startDeadlineMs / 1000} s${lastLog(plan.logFile)}`,
        );
      }
      await pause(ASK_EVERY_MS, signal);
    }
  }

  function spawnProcess({ folder, command, args, environment }: Launch): { how: string | undefined } {
    const ended: { how: string | undefined } = { how: undefined };
    const log = openLog(plan.logFile);
    const child = spawn(command, [...args], {
      cwd: folder,
      stdio: ['ignore', log, log],
      env: environment,
    });
    closeSync(log);
    // Noted before anything else happens, so that nothing which was started goes unnoticed.
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity !== undefined) running = { child, identity };
    hooks.processChanged();
    child.once('error', (error) => {
      ended.how ??= error.message;
    });
    child.once('exit', (code, signal) => {
      ended.how ??= signal ?? `exit code ${code}`;
      if (running?.child !== child) return;
      running = undefined;
      hooks.processChanged();
      if (state !== 'running' || child.pid === undefined) return;
      state = 'dead';
      hooks.died({
        name: plan.name,
        pid: child.pid,
        how: ended.how,
        logFile: plan.logFile,
        command: 'npm run stack -- up',
      });
    });
    return ended;
  }

  async function stop(): Promise<void> {
    state = 'dead';
    if (running !== undefined) await endProcesses([running.identity], DATABASE_GRACE_MS);
  }

  return {
    address: `127.0.0.1:${plan.port}`,
    started(preparation) {
      if (state === 'running') return Promise.resolve();
      starting ??= start(preparation).finally(() => {
        starting = undefined;
      });
      return starting;
    },
    stop,
    process: () => running?.identity,
    status: () => ({
      name: plan.name,
      state,
      pid: running?.identity.pid,
      address: `127.0.0.1:${plan.port}`,
      version,
      dataFolder: plan.dataFolder,
      logFile: plan.logFile,
    }),
  };
}

/** Each start has a log of its own; the one before is kept, as it may tell why the database died. */
function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file)) renameSync(file, `${file}.old`);
  return openSync(file, 'a');
}

function lastLog(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  return `\n${lines
    .slice(-SHOWN_LOG_LINES)
    .map((line) => `  ${line}`)
    .join('\n')}\n  whole log: ${file}`;
}
