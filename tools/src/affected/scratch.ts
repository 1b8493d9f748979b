import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { workspaceRoot } from '../workspace/workspace-root';

const COMMAND_TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** A clone of this repository that may be changed at will. */
export interface Scratch {
  readonly root: string;
  /** The files under version control, from the root. */
  readonly files: readonly string[];
  /** Runs a command there and gives what it printed; throws when it fails. */
  readonly run: (
    command: string,
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => Promise<string>;
  readonly remove: () => void;
}

/**
 * Puts the working tree, as it would be committed, into a repository of its own. The packages are those of this checkout, except for their commands: Nx runs, and decides
 * what to run; eslint, tsc and jest, which it then starts, do nothing there. (esbuild is no command but part of Nx's
 * executor: bundles are really built.)
 */
export async function makeScratch(signal: AbortSignal): Promise<Scratch> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'killrvideo-affected-')));
  const remove = (): void => rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  try {
    const run = runnerIn(root, signal);
    const files = (
      await runnerIn(workspaceRoot, signal)('git', [
        'ls-files',
        '-z',
        '--cached',
        '--others',
        '--exclude-standard',
      ])
    )
      .split('\0')
      .filter((file) => file !== '' && existsSync(join(workspaceRoot, file)));
    for (const file of files) {
      mkdirSync(join(root, dirname(file)), { recursive: true });
      cpSync(join(workspaceRoot, file), join(root, file));
    }
    linkPackages(join(workspaceRoot, 'node_modules'), join(root, 'node_modules'));
    await run('git', ['init', '--quiet', '--initial-branch=main']);
    await commitAll(run, 'what changes are compared with');
    return { root, files, run, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Commits everything that differs. */
export async function commitAll(run: Scratch['run'], message: string): Promise<void> {
  await run('git', ['add', '--all']);
  const author = ['-c', 'user.name=affected', '-c', 'user.email=affected@localhost'];
  await run('git', [...author, 'commit', '--quiet', '--no-verify', '--allow-empty', '-m', message]);
}

function linkPackages(from: string, to: string): void {
  mkdirSync(join(to, '.bin'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '.bin') symlinkSync(join(from, name), join(to, name));
  }
  for (const command of readdirSync(join(from, '.bin'))) {
    const file = join(to, '.bin', command);
    if (command === 'nx') symlinkSync(join(from, '.bin/nx'), file);
    else {
      writeFileSync(file, '#!/bin/sh\n');
      chmodSync(file, 0o755);
    }
  }
}

function runnerIn(folder: string, signal: AbortSignal): Scratch['run'] {
  return async (command, args, environment = {}) => {
    try {
      const { stdout } = await promisify(execFile)(command, [...args], {
        cwd: folder,
        env: { ...cleanEnvironment(process.env), ...environment },
        signal,
        timeout: COMMAND_TIMEOUT_MS,
        maxBuffer: MAX_OUTPUT_BYTES,
      });
      return stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
    }
  };
}

/** Without what an outer Nx, a git hook or npm would have the inner ones do. */
function cleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^(NX_|GIT_|npm_|CI$)/.test(name));
  return { ...Object.fromEntries(kept), NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false' };
}
