import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { leaseStack, type StackLease } from '@killrvideo/local-stack';

import { logPrinter } from '../start/print-logs';
import { listApps } from '../workspace/apps';
import { buildApps, bundleOf } from '../workspace/build-apps';
import { runToItsEnd } from '../workspace/run-to-its-end';
import { stackFolder } from '../workspace/stack-folder';
import { stopOnSignals } from '../workspace/stop-on-signals';
import { workspaceRoot } from '../workspace/workspace-root';
import { taskOutput } from './task-output';
import { readTaskArguments, TaskUsageError, type TaskArguments, type TaskCommand } from './read-arguments';

const EXIT_USAGE = 2;

/**
 * Runs a task of the service that the command line names, on the databases of the local stack or on those that the environment
 * names, and ends the process with its exit code.
 */
export function runTaskCommand(command: TaskCommand): void {
  runToItsEnd(main(command), (error) => (error instanceof TaskUsageError ? EXIT_USAGE : 1));
}

async function main(command: TaskCommand): Promise<number> {
  const { verb } = command;
  const args = readTaskArguments(command, process.argv.slice(2), appsWith(verb), process.env);
  let task: ChildProcess | undefined;
  stopOnSignals(() => (task === undefined ? process.exit(130) : task.kill('SIGTERM')));
  const [stack] = await Promise.all([
    leaseStack({
      folder: stackFolder,
      holder: `npm run ${verb} (pid ${process.pid})`,
      onProgress: (line) => console.log(line),
    }),
    buildApps([args.app]),
  ]);
  try {
    task = startTask(verb, args, stack);
    const [code] = (await once(task, 'close')) as [number | null];
    return code ?? 1;
  } finally {
    await stack.release();
  }
}

/** The apps with such an entry beside main.ts. */
function appsWith(entry: string): string[] {
  return listApps()
    .map(({ name }) => name)
    .filter((name) => existsSync(join(workspaceRoot, 'apps', name, `src/${entry}.ts`)));
}

/** Starts the task that belongs to the app; what it says is printed. */
function startTask(entry: string, { app, passedOn }: TaskArguments, stack: StackLease): ChildProcess {
  // A group of its own: Ctrl-C in the terminal reaches this tool alone, which then passes it on once.
  const child = spawn(process.execPath, ['--enable-source-maps', bundleOf(app, entry), ...passedOn], {
    env: { ...process.env, ...stack.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid !== undefined) stack.entrust(child.pid);
  const print = logPrinter([app]);
  const output = taskOutput(process.stderr, (line) => print(app, line));
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => output.show(line));
  child.on('close', () => output.end());
  return child;
}
