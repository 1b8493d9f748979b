import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

import { eventually } from './eventually';

/** A service that runs as a process of its own, as in production. */
export interface ServiceProcess {
  readonly pid: number;
  /** What it wrote to its log so far, one JSON object a line. */
  readonly log: readonly LogLine[];
  /** `host:port` of its gRPC and of its admin port, as its log tells. */
  readonly address: string;
  readonly admin: string;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with its exit code (null: ended by a signal). */
  exited(): Promise<number | null>;
  /** SIGTERM, and its exit code. */
  stop(): Promise<number | null>;
}

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** Long after what it takes: on a busy machine several start at once. */
const LISTENS_WITHIN_MS = 60_000;

const FREE_PORTS = {
  KILLRVIDEO_SERVICE_PORT: '0',
  KILLRVIDEO_ADMIN_PORT: '0',
  KILLRVIDEO_SECOND_PORT: '0',
  KILLRVIDEO_INTERNAL_PORT: '0',
};

/** Starts a bundle on free ports; resolves when it listens, which may be long before it is ready. */
export async function startServiceProcess(
  bundle: string,
  environment: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const log: LogLine[] = [];
  const child: ChildProcess = spawn(process.execPath, ['--enable-source-maps', bundle], {
    env: { ...process.env, ...FREE_PORTS, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream as Readable }).on('line', (line) => log.push(parseLine(line)));
  }
  const listening = await eventually(() => {
    if (child.exitCode !== null)
      throw new Error(`${bundle} ended with ${child.exitCode}: ${JSON.stringify(log)}`);
    const line = log.find(({ address, admin }) => address !== undefined && admin !== undefined);
    if (line === undefined) throw new Error(`${bundle} does not listen: ${JSON.stringify(log)}`);
    return line;
  }, LISTENS_WITHIN_MS).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  const exited = async (): Promise<number | null> => (await exit)[0];
  return {
    pid: child.pid as number,
    log,
    address: String(listening['address']),
    admin: String(listening['admin']),
    kill: (signal) => child.kill(signal),
    exited,
    stop() {
      child.kill('SIGTERM');
      return exited();
    },
  };
}

/** Resolves when the process says on its admin port that it can serve. */
export async function untilReady({ admin, log }: ServiceProcess, withinMs = 60_000): Promise<void> {
  await eventually(async () => {
    const { status } = await fetch(`http://${admin}/readyz`, { signal: AbortSignal.timeout(2000) });
    if (status !== 200) throw new Error(`not ready: ${JSON.stringify(log.slice(-3))}`);
  }, withinMs);
}

function parseLine(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { level: 'none', msg: line };
  }
}
