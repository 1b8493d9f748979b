import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A process to keep running. */
export interface Supervised {
  /** How its lines and messages are marked, `comments` or `comments-2`. */
  readonly label: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface Supervisor {
  /** Ends the process: SIGTERM, and SIGKILL when that took longer than `killAfterMs`. Resolves when it has ended. */
  stop(killAfterMs: number): Promise<void>;
}

/** libs/runtime's exit code for what a restart would not mend: a bad variable, a port in use. */
const EXIT_MISCONFIGURED = 2;
const FIRST_RESTART_MS = 500;
const MAX_RESTART_MS = 10_000;
/** A process that ran this long has recovered: its next restart is a first one again. */
const STABLE_AFTER_MS = 30_000;

/** Starts the process and starts it again whenever it dies, after a growing pause, with a visible line. */
export function supervise(
  what: Supervised,
  hooks: {
    /** One line of the process's output. */
    output: (label: string, line: string) => void;
    message: (text: string) => void;
    started: (pid: number) => void;
    /** It ended with a misconfiguration: a restart would end the same way. */
    gaveUp: (label: string) => void;
  },
): Supervisor {
  let child: ChildProcess | undefined;
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;
  let delayMs = FIRST_RESTART_MS;

  const start = (): void => {
    const startedAt = Date.now();
    // A group of its own: Ctrl-C in the terminal reaches this tool alone, which then stops services in order.
    child = spawn(process.execPath, ['--enable-source-maps', what.script], {
      env: { ...process.env, ...what.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    if (child.pid !== undefined) hooks.started(child.pid);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream as Readable }).on('line', (line) => hooks.output(what.label, line));
    }
    child.once('exit', (code, signal) => {
      if (stopping) return;
      if (code === EXIT_MISCONFIGURED) return hooks.gaveUp(what.label);
      if (Date.now() - startedAt > STABLE_AFTER_MS) delayMs = FIRST_RESTART_MS;
      hooks.message(
        `${what.label} died (${signal ?? `exit code ${code}`}); starting it again in ${delayMs / 1000} s`,
      );
      restart = setTimeout(start, delayMs);
      delayMs = Math.min(MAX_RESTART_MS, delayMs * 2);
    });
  };
  start();

  return {
    async stop(killAfterMs) {
      stopping = true;
      clearTimeout(restart);
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const kill = setTimeout(() => child?.kill('SIGKILL'), killAfterMs);
      await ended;
      clearTimeout(kill);
    },
  };
}
