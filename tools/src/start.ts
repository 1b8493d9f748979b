// npm start: real Cassandra and etcd, the services as processes of their own, and what to try.
import { leaseStack, type StackLease } from '@killrvideo/local-stack';

import { awaitReady } from './workspace/await-ready';
import { instancesOf } from './start/instances';
import { markSchemaLoaded } from './start/mark-schema-loaded';
import { logPrinter } from './start/print-logs';
import { readStartArguments } from './start/read-arguments';
import { supervise, type Supervisor } from './start/supervise';
import { whatToTry } from './start/what-to-try';
import { listApps } from './workspace/apps';
import { buildApps } from './workspace/build-apps';
import { stackFolder } from './workspace/stack-folder';

/** Services drain within this time or are killed: the stack's keeper gives no more either. */
const KILL_AFTER_MS = 8000;
/** npm passes Ctrl-C on although the terminal has sent it already: that is one wish, not two. */
const SAME_SIGNAL_MS = 1000;

const say = (text: string): void => console.log(text);

async function main(): Promise<void> {
  const args = readStartArguments(process.argv.slice(2), listApps());
  const stopped = new AbortController();
  const running: { services: Supervisor[]; lease?: StackLease } = { services: [] };

  const stop = async (exitCode: number): Promise<never> => {
    stopped.abort();
    say('Stopping the services, then the databases …');
    await Promise.all(running.services.map((service) => service.stop(KILL_AFTER_MS)));
    await running.lease?.release();
    say('Stopped.');
    process.exit(exitCode);
  };
  stopOnSignals(stop);

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

  const instances = await instancesOf(args, stack.environment);
  const print = logPrinter(instances.map(({ label }) => label));
  for (const instance of instances) {
    running.services.push(
      supervise(instance, {
        output: print,
        message: say,
        started: (pid) => stack.entrust(pid),
        gaveUp: (label) => {
          say(`${label} cannot run as it is configured: see its message above.`);
          void stop(1);
        },
      }),
    );
  }
  await Promise.all(instances.map((instance) => awaitReady(instance.adminPort, stopped.signal)));
  if (stopped.signal.aborted) return;
  await markSchemaLoaded(stack.cassandra.contactPoint, stack.cassandra.dataCenter);
  say(whatToTry(instances, { cassandra: stack.cassandra.contactPoint, etcd: stack.etcd.endpoint }));
}

/** The first signal stops in order; a second one, a moment later or more, at once. */
function stopOnSignals(stop: (exitCode: number) => Promise<never>): void {
  let firstAt: number | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstAt === undefined) {
        firstAt = Date.now();
        void stop(0);
      } else if (Date.now() - firstAt > SAME_SIGNAL_MS) {
        // The keeper of the databases sees our connection end and cleans up behind us.
        say('Stopping at once.');
        process.exit(130);
      }
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
