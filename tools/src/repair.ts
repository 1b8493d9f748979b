// npm run repair -- <service>: mends what crashes leave in a service's tables, on the databases of the local stack or
// on those that the environment names. The service may run meanwhile.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { leaseStack, type StackLease } from '@killrvideo/local-stack';

import { readRepairArguments, RepairUsageError, type RepairArguments } from './repair/read-arguments';
import { logPrinter } from './start/print-logs';
import { listApps } from './workspace/apps';
import { buildApps, bundleOf } from './workspace/build-apps';
import { runToItsEnd } from './workspace/run-to-its-end';
import { stackFolder } from './workspace/stack-folder';
import { stopOnSignals } from './workspace/stop-on-signals';
import { workspaceRoot } from './workspace/workspace-root';

const EXIT_USAGE = 2;

async function main(): Promise<number> {
  const args = readRepairArguments(process.argv.slice(2), repairableApps(), process.env);
  let repair: ChildProcess | undefined;
  stopOnSignals(() => (repair === undefined ? process.exit(130) : repair.kill('SIGTERM')));
  const [stack] = await Promise.all([
    leaseStack({
      folder: stackFolder,
      holder: `npm run repair (pid ${process.pid})`,
      onProgress: (line) => console.log(line),
    }),
    buildApps([args.app]),
  ]);
  try {
    repair = startRepair(args, stack);
    const [code] = (await once(repair, 'close')) as [number | null];
    return code ?? 1;
  } finally {
    await stack.release();
  }
}

/** The apps with a second entry beside main.ts. */
function repairableApps(): string[] {
  return listApps()
    .map(({ name }) => name)
    .filter((name) => existsSync(join(workspaceRoot, 'apps', name, 'src/repair.ts')));
}

/** Starts the repair that belongs to the app; what it says is printed. */
function startRepair({ app, passedOn }: RepairArguments, stack: StackLease): ChildProcess {
  // A group of its own: Ctrl-C in the terminal reaches this tool alone, which then passes it on once.
  const child = spawn(process.execPath, ['--enable-source-maps', bundleOf(app, 'repair'), ...passedOn], {
    env: { ...process.env, ...stack.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid !== undefined) stack.entrust(child.pid);
  const print = logPrinter([app]);
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => print(app, line));
  return child;
}

runToItsEnd(main(), (error) => (error instanceof RepairUsageError ? EXIT_USAGE : 1));
