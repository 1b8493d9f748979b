import { join } from 'node:path';

import { leaseStack, type StackLease } from '@killrvideo/local-stack';

import { workspaceRoot } from '../workspace/workspace-root';

/** One run follows another at once: projects, files, a second look. Starting anew would cost each of them seconds. */
const LINGER_MS = 15_000;

/**
 * A lease on the Cassandra and etcd that all tests of this clone share, started if they do not run: on free ports,
 * empty at the start, and lost when killed. Never the servers that the environment names: tests would write into them.
 */
export function leaseTestNode(holder: string): Promise<StackLease> {
  return leaseStack({
    folder: join(workspaceRoot, '.local/test-node'),
    holder: `${holder} (pid ${process.pid})`,
    cassandraPort: 'free',
    etcdPort: 'free',
    throwAway: true,
    lingerMs: LINGER_MS,
    useExisting: false,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
}
