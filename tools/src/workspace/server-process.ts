import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import { freePort } from '@killrvideo/local-stack';

import { awaitReady } from './await-ready';

const READY_WITHIN_MS = 60_000;
/** What a server wrote last says why it could not start. */
const LINES_TOLD = 5;

/** A server process that a command has started for itself. */
export interface ServerProcess {
  readonly pid: number;
  readonly address: string;
  /** `host:port` of its admin port; only ours have one. */
  readonly admin?: string;
  /** Resolves when /readyz of its admin port says so; a bare server has none. Rejects when it ends, or after 60 s. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** Goes before the command, and must replace itself by it. */
  readonly prefix?: readonly string[];
  /** Its log is read, for the error of a start that fails; otherwise it is written to nowhere, which costs least. */
  readonly readsLog?: boolean;
}

/** Starts a bundle with a port of its own; it need not listen yet when this resolves. */
export async function startServer(
  script: string,
  environment: Readonly<Record<string, string>>,
  { prefix = [], readsLog = false }: ServerOptions = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const adminPort = await freePort();
  const [command, ...args] = [...prefix, process.execPath, '--enable-source-maps', script];
  const child = spawn(command, args, {
    env: {
      ...process.env,
      ...environment,
      KILLRVIDEO_SERVICE_PORT: String(port),
      KILLRVIDEO_ADMIN_PORT: String(adminPort),
      KILLRVIDEO_SECOND_PORT: '0',
      KILLRVIDEO_INTERNAL_PORT: '0',
    },
    stdio: ['ignore', readsLog ? 'pipe' : 'ignore', 'inherit'],
  });
  const { pid, stdout } = child;
  if (pid === undefined) throw new Error(`${script} could not be started`);
  const lastLines: string[] = [];
  if (stdout !== null) {
    createInterface({ input: stdout }).on('line', (line) => {
      lastLines.push(line);
      lastLines.splice(0, lastLines.length - LINES_TOLD);
    });
  }
  const ended = new AbortController();
  child.once('close', () => ended.abort()); // its log is read by then
  return {
    pid,
    address: `127.0.0.1:${port}`,
    admin: `127.0.0.1:${adminPort}`,
    async ready() {
      // Not AbortSignal.timeout: Node 20 may collect one that only AbortSignal.any knows, and then nobody is told.
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), READY_WITHIN_MS);
      const signal = AbortSignal.any([ended.signal, late.signal]);
      await awaitReady(adminPort, signal);
      clearTimeout(timer);
      if (!signal.aborted) return;
      const what = ended.signal.aborted ? 'ended' : `was not ready after ${READY_WITHIN_MS / 1000} s`;
      throw new Error([`${script} ${what}`, ...lastLines].join('\n'));
    },
    async stop() {
      if (ended.signal.aborted) return;
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}
