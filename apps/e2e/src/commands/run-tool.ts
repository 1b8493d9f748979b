import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A command of the repository that runs as its user would run it. */
export interface ToolProcess {
  readonly child: ChildProcess;
  /** All that it printed so far, on either stream. */
  output(): string;
  /** Resolves when it has ended: its exit code, or the signal that ended it. */
  ended(): Promise<number | NodeJS.Signals>;
}

/** Runs `npm run <verb> -- <args>` without npm, which passes signals on in ways of its own. */
export function runTool(
  verb: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ToolProcess {
  const child = spawn(process.execPath, ['tools/run.mjs', verb, ...args], {
    cwd: process.cwd(),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const close = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    child,
    output: () => output,
    async ended() {
      const [code, signal] = await close;
      return code ?? signal ?? 0;
    },
  };
}
