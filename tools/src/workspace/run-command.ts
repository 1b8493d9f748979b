import { spawn } from 'node:child_process';

import { workspaceRoot } from './workspace-root';

/** How a command ended and all it printed. */
export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs a command of node_modules/.bin (or PATH) at the repository's root; never throws, ends it after `timeoutMs`. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: {
    timeoutMs: number;
    environment?: Readonly<Record<string, string>>;
    onOutput?: (text: string) => void;
  },
): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, [...args], {
      cwd: workspaceRoot,
      env: {
        ...process.env,
        PATH: `${workspaceRoot}/node_modules/.bin:${process.env['PATH'] ?? ''}`,
        NX_TUI: 'false',
        NX_ISOLATE_PLUGINS: 'false', // its workers would outlive a command that is interrupted
        ...options.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => {
      output += `\n${command} was ended after ${options.timeoutMs / 1000} s\n`;
      child.kill('SIGKILL');
    }, options.timeoutMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        options.onOutput?.(chunk.toString());
      });
    }
    child.on('error', (error) => {
      output += `${command} could not be started: ${error.message}\n`;
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ok: code === 0, output });
    });
  });
}
