import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { freePort } from '@killrvideo/local-stack';

import { awaitReady } from '../workspace/await-ready';

const READY_WITHIN_MS = 60_000;

/** A server process under measurement. */
export interface ServerProcess {
  readonly pid: number;
  readonly address: string;
  /** `host:port` of its admin port; only ours have one. */
  readonly admin?: string;
  /** Resolves when /readyz of its admin port says so; a bare server has none. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a bundle with a port of its own; it need not listen yet when this resolves. `prefix` goes before the command,
 * and must replace itself by it.
 */
export async function startServer(
  script: string,
  environment: Readonly<Record<string, string>>,
  prefix: readonly string[] = [],
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
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${script} could not be started`);
  return {
    pid,
    address: `127.0.0.1:${port}`,
    admin: `127.0.0.1:${adminPort}`,
    ready: () => awaitReady(adminPort, AbortSignal.timeout(READY_WITHIN_MS)),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
