import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { bundled, eventually } from '@killrvideo/testing';

/** A process of a spec's own making. */
export interface ChildOfSpec {
  readonly pid: number;
  /** The lines that it has written so far, JSON or not. */
  readonly lines: readonly string[];
  /** Resolves with the first line that has the text in it, written before or to come. */
  says(text: string): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with its exit code (null: ended by a signal). */
  exited(): Promise<number | null>;
}

/** Bundles a `.testing.ts` file beside this one and gives the path. */
export function bundledBeside(name: string): Promise<string> {
  return bundled(join(__dirname, name));
}

const running = new Set<ChildOfSpec>();

/** Ends what a failed test has left; for `afterEach`. */
export async function endChildren(): Promise<void> {
  for (const child of running) {
    child.kill('SIGKILL');
    await child.exited();
  }
}

export function startChild(
  script: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): ChildOfSpec {
  const lines: string[] = [];
  const child = spawn(process.execPath, [script, ...args], {
    env: {
      PATH: process.env['PATH'],
      KILLRVIDEO_ADMIN_PORT: '0',
      KILLRVIDEO_SERVICE_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const started: ChildOfSpec = {
    pid: child.pid as number,
    lines,
    says: (text) =>
      eventually(() => {
        const line = lines.find((each) => each.includes(text));
        if (line === undefined) throw new Error(`nothing of ${text}: ${lines.join('\n')}`);
        return line;
      }),
    kill: (signal) => child.kill(signal),
    exited: async () => (await closed)[0],
  };
  running.add(started);
  void closed.then(() => running.delete(started));
  return started;
}
