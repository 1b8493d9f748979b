// Holds a lease for a test, in a process of its own that the test can kill: <options as JSON>. Prints one line of JSON
// for each thing that happens, and takes `restart <database>` and `release` from its standard input.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { leaseStack, type LeaseOptions } from '../lease-stack';
import type { DatabaseName } from '../keeper/protocol';

const tell = (message: object): void => {
  process.stdout.write(`${JSON.stringify(message)}\n`);
};

async function hold(options: LeaseOptions): Promise<void> {
  const lease = await leaseStack({
    ...options,
    onProgress: (progress) => tell({ progress }),
    onDatabaseDied: (died) => tell({ died }),
  });
  // A service that does not want to end: SIGTERM alone is not enough.
  const service = spawn('sh', ['-c', 'trap "" TERM; while :; do sleep 0.2; done'], { stdio: 'ignore' });
  lease.entrust(service.pid ?? 0);
  tell({
    leased: {
      cassandra: lease.cassandra.contactPoint,
      etcd: lease.etcd.endpoint,
      cassandraPid: await lease.databasePid('cassandra'),
      etcdPid: await lease.databasePid('etcd'),
      servicePid: service.pid,
    },
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, database] = line.split(' ');
    if (command === 'restart') await lease.restartDatabase(database as DatabaseName);
    else if (command === 'keep') tell(await lease.keep({ always: true }));
    else await lease.release();
    tell({ done: line });
  }
}

hold(JSON.parse(process.argv[2] ?? '{}') as LeaseOptions).catch((error: unknown) => {
  tell({ failed: (error as Error).message });
  process.exitCode = 1;
});
