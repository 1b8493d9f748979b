import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { eventually } from '@killrvideo/testing';

import { world } from '../world/world';

const ROOT = join(__dirname, '../../../..');
/** What a clone has made for itself; its packages are shared, since they are the same. */
const NOT_COPIED = ['node_modules', 'dist', 'coverage', '.nx', '.local', '.git'];

const COMMAND_TIMEOUT_MS = 400_000;
const DATABASES_GONE_WITHIN_MS = 60_000;

/** Black-box tests of the clone look for its services by names that begin with this, on the databases of this world. */
export const cloneInstances = 'e2e-clone';

/** This checkout as it stands, copied, so that commands may change it. */
export interface Clone {
  readonly root: string;
  /** The folder that its commands take for temporary files. */
  readonly temporary: string;
  /**
   * Runs a script with `node`, or a command of a package, in the clone's folder or in one below. It is told when it
   * begins: some take a minute. As soon as `interruptWhen` says so, it gets Ctrl-C, and so do the commands that it runs.
   */
  run(
    command: readonly string[],
    options?: {
      below?: string;
      environment?: Readonly<Record<string, string>>;
      input?: string;
      interruptWhen?: () => boolean;
    },
  ): Promise<{ readonly code: number | null; readonly output: string }>;
  /** The texts of its files by their paths, without what commands leave behind by design. */
  files(): Map<string, string>;
  remove(): Promise<void>;
}

/** `purpose` marks what it says. */
export function makeClone(purpose: string): Clone {
  const folder = mkdtempSync(join(tmpdir(), `killrvideo-e2e-${purpose}-`));
  const [root, temporary] = [join(folder, 'clone'), join(folder, 'tmp')];
  mkdirSync(temporary);
  cpSync(ROOT, root, { recursive: true, filter: (path) => !NOT_COPIED.includes(relative(ROOT, path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  const environment = {
    ...withoutNx(process.env),
    TMPDIR: temporary,
    NX_ISOLATE_PLUGINS: 'false', // its workers would outlive a command that is interrupted
    E2E_WORLD: JSON.stringify({ ...world, instances: cloneInstances }),
  };

  return {
    root,
    temporary,

    async run([program = '', ...args], { below = '', environment: more, input = '', interruptWhen } = {}) {
      process.stderr.write(`${purpose}: ${[program, ...args].join(' ').slice(0, 100)} …\n`);
      const executable = program === 'node' ? process.execPath : join(root, 'node_modules/.bin', program);
      const child = spawn(executable, args, {
        cwd: join(root, below),
        env: { ...environment, ...more },
        detached: interruptWhen !== undefined, // a group of its own: Ctrl-C goes to all who are in it
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: COMMAND_TIMEOUT_MS,
        killSignal: 'SIGKILL',
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stdin.end(input);
      const ended = once(child, 'close') as Promise<[number | null]>;
      if (interruptWhen) {
        await eventually(() => {
          if (child.exitCode === null && !interruptWhen()) throw new Error(`it is too early:\n${output}`);
        });
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
      }
      const [code] = await ended;
      return { code, output };
    },

    files: () =>
      new Map(
        readdirSync(root, { withFileTypes: true })
          .filter(({ name }) => !NOT_COPIED.includes(name))
          .flatMap((entry) =>
            entry.isFile() ? [join(root, entry.name)] : filesBelow(join(root, entry.name)),
          )
          .map((file) => [relative(root, file), readFileSync(file, 'latin1')]),
      ),

    async remove() {
      // The databases of its integration tests end a moment after their last user.
      const keeper = join(root, '.local/test-node/keeper.json');
      await eventually(() => {
        if (existsSync(keeper)) throw new Error(`${keeper} is still there`);
      }, DATABASES_GONE_WITHIN_MS);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Where these tests are run by Nx, it says so to commands of its own, which would work here instead of in the clone. */
function withoutNx(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('NX_')));
}
