import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { leaseStack } from '@killrvideo/local-stack';
import { startServiceProcess, untilReady } from '@killrvideo/testing';

/** What the test files know of the world: addresses, and what a process of their own needs to join it. */
export interface World {
  readonly etcd: string;
  readonly cassandra: string;
  /** KILLRVIDEO_* variables for a further process. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder of the databases. */
  readonly stackFolder: string;
  /** The instance names of its apps begin with it. */
  readonly instances: string;
}

const INSTANCES = 'e2e';

/** Starts databases that keep what they acknowledge, and every app as a process; stops them in reverse order. */
export async function startWorld(): Promise<{ description: World; stop(): Promise<void> }> {
  const stackFolder = join(process.cwd(), '.local', `e2e-${process.pid}`);
  const stack = await leaseStack({
    folder: stackFolder,
    cassandraPort: 'free',
    etcdPort: 'free',
    useExisting: false,
    holder: `black-box tests (pid ${process.pid})`,
    onProgress: (line) => console.log(line),
  });
  let stopping = false;
  const lost: string[] = [];
  const processes = await Promise.all(
    appsWithPorts().map(async (app) => {
      const environment = { ...stack.environment, KILLRVIDEO_INSTANCE: instanceOf(app, INSTANCES) };
      const started = await startServiceProcess(bundleOf(app), environment);
      void started.exited().then((code) => {
        if (stopping) return;
        lost.push(app);
        console.error(`${app} ended (${code}) under the tests: ${JSON.stringify(started.log.slice(-5))}`);
      });
      stack.entrust(started.pid); // a run that is killed, or whose set-up fails, leaves nothing behind
      return started;
    }),
  );
  await Promise.all(processes.map((each) => untilReady(each)));
  return {
    description: {
      etcd: stack.etcd.endpoint,
      cassandra: stack.cassandra.contactPoint,
      environment: stack.environment,
      stackFolder,
      instances: INSTANCES,
    },
    async stop() {
      stopping = true;
      await Promise.all(processes.map((each) => each.stop()));
      await stack.release();
      rmSync(stackFolder, { recursive: true, force: true });
      // No test kills these: whatever else passed, a service that ends by itself is a failure.
      if (lost.length > 0) throw new Error(`ended under the tests: ${lost.join(', ')}`);
    },
  };
}

/** Every app that can run, as `npm start` finds them: those whose project.json names ports. */
function appsWithPorts(): string[] {
  const folder = join(process.cwd(), 'apps');
  return readdirSync(folder).filter((app) => {
    const file = join(folder, app, 'project.json');
    return existsSync(file) && readFileSync(file, 'utf8').includes('"ports"');
  });
}

/** The bundle that `nx build` made of an app. */
export function bundleOf(app: string): string {
  return join(process.cwd(), 'dist/apps', app, 'main.js');
}

/** Under which instance name an app of a world is registered. */
export function instanceOf(app: string, instances: string): string {
  return `${instances}-${app}`;
}
