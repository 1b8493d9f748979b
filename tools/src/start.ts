// npm start: real Cassandra and etcd, the services as processes of their own, what to try, and data to look at.
import { relative } from 'node:path';

import { atMost } from '@killrvideo/core';
import { leaseStack, type StackLease } from '@killrvideo/local-stack';

import { awaitReady } from './workspace/await-ready';
import { instancesOf } from './start/instances';
import { markSchemaLoaded } from './start/mark-schema-loaded';
import { logPrinter } from './start/print-logs';
import { readStartArguments } from './start/read-arguments';
import { fillOnce, hasNeededServices } from './start/sample-data';
import { supervise, type Supervisor } from './start/supervise';
import { whatToTry } from './start/what-to-try';
import { listApps } from './workspace/apps';
import { buildApps } from './workspace/build-apps';
import { runToItsEnd } from './workspace/run-to-its-end';
import { stackFolder } from './workspace/stack-folder';
import { stopOnSignals } from './workspace/stop-on-signals';

/** Services drain within this time or are killed: the stack's keeper gives no more either. */
const KILL_AFTER_MS = 8000;
/** Calls of the sample data that are in flight are waited for no longer. */
const SAMPLE_DATA_ENDS_WITHIN_MS = 2000;

const say = (text: string): void => console.log(text);

async function main(): Promise<void> {
  const args = readStartArguments(process.argv.slice(2), listApps(), process.env);
  const instances = await instancesOf(args, process.env);
  const stopped = new AbortController();
  const running: { services: Supervisor[]; lease?: StackLease; sampleData?: Promise<void> } = {
    services: [],
  };

  const stop = async (exitCode: number): Promise<never> => {
    stopped.abort();
    say('Stopping the services, then the databases …');
    await atMost(SAMPLE_DATA_ENDS_WITHIN_MS, running.sampleData ?? Promise.resolve());
    await Promise.all(running.services.map((service) => service.stop(KILL_AFTER_MS)));
    await running.lease?.release();
    say('Stopped.');
    process.exit(exitCode);
  };
  stopOnSignals(() => void stop(0));

  const [stack] = await Promise.all([
    leaseStack({
      folder: stackFolder,
      holder: `npm start (pid ${process.pid})`,
      onProgress: say,
      onDatabaseDied: ({ name, pid, how, logFile, command }) =>
        say(
          `\n${name} (pid ${pid}) died: ${how}. The services wait for it. Bring it back with: ${command}\n  its log: ${logFile}\n`,
        ),
    }),
    buildApps(args.apps.map(({ name }) => name)),
  ]);
  running.lease = stack;

  const print = logPrinter(instances.map(({ label }) => label));
  for (const instance of instances) {
    running.services.push(
      supervise(
        { ...instance, environment: { ...stack.environment, ...instance.environment } },
        {
          output: print,
          message: say,
          started: (pid) => stack.entrust(pid),
          gaveUp: (label) => {
            say(`${label} cannot run as it is configured: see its message above.`);
            void stop(1);
          },
        },
      ),
    );
  }
  await Promise.all(instances.map((instance) => awaitReady(instance.adminPort, stopped.signal)));
  if (stopped.signal.aborted) return;
  await markSchemaLoaded({ ...process.env, ...stack.environment }).catch((error: unknown) =>
    say(`The sign for other KillrVideo tools that the schema is loaded could not be left: ${String(error)}`),
  );
  say(
    whatToTry(instances, {
      cassandra: stack.cassandra.contactPoint,
      keyspace: process.env['KILLRVIDEO_CASSANDRA_KEYSPACE'] || 'killrvideo',
      etcd: stack.etcd.endpoint,
      folder: relative(process.cwd(), stackFolder),
      areOurs: (await stack.databasePid('cassandra')) !== undefined,
    }),
  );
  if (args.sampleData && hasNeededServices(args.apps)) {
    running.sampleData = fillOnce({ stack, folder: stackFolder, say, signal: stopped.signal });
  }
}

runToItsEnd(main());
