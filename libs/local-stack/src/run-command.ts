import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import type { Preparation } from './preparation';
import { identify } from './process-identity';

const KEPT_LINES = 40;
const DISK_FULL = /no space left on device|disk quota exceeded/i;

/** How a command ended. */
export interface CommandResult {
  /** Undefined when it ended well, else why not: `exit code 1`, `not started: …`, `ended after 60 s`. */
  readonly failure: string | undefined;
  /** The last lines that it printed. */
  readonly output: string;
}

/**
 * Runs a command to its end; never throws for how it ends, only when `preparation` is aborted (at the deadline, or then,
 * it is killed with all it has started), and a system error where the command says that the disk is full.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: {
    deadlineMs: number;
    folder?: string;
    environment?: NodeJS.ProcessEnv;
    onLine?: (line: string) => void;
    preparation?: Preparation;
  },
): Promise<CommandResult> {
  const { preparation, deadlineMs } = options;
  preparation?.signal.throwIfAborted();
  const lines: string[] = [];
  const result = await new Promise<CommandResult>((resolve) => {
    let failure: string | undefined;
    const child = spawn(command, [...args], {
      cwd: options.folder,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a group of its own: Maven, pip and Go start more processes, which end with it
    });
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    const forget = identity && preparation?.track(identity);
    const kill = (because: string): void => {
      failure ??= because;
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // it has just ended
      }
    };
    const timer = setTimeout(() => kill(`ended after ${deadlineMs / 1000} s`), deadlineMs);
    const onAbort = (): void => kill('nobody waits for it any more');
    preparation?.signal.addEventListener('abort', onAbort);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (lines.length > KEPT_LINES) lines.shift();
        options.onLine?.(line);
      });
    }
    child.once('error', (error) => {
      failure ??= `not started: ${error.message}`;
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      preparation?.signal.removeEventListener('abort', onAbort);
      forget?.();
      if (code !== 0) failure ??= signal === null ? `exit code ${code}` : `ended by ${signal}`;
      resolve({ failure, output: lines.join('\n') });
    });
  });
  preparation?.signal.throwIfAborted();
  if (result.failure !== undefined && DISK_FULL.test(result.output)) {
    const full = { code: 'ENOSPC', syscall: 'write', path: options.folder };
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${command}`), full);
  }
  return result;
}
