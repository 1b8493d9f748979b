import { join } from 'node:path';

import { leaseStack, workspaceRoot, type StackLease } from '@killrvideo/local-stack';

/** One run follows another at once: projects, files, a second look. Starting anew would cost each of them seconds. */
const LINGER_MS = 15_000;
/** On a new machine, Cassandra and etcd are fetched first. */
const START_TIMEOUT_MS = 20 * 60_000;
const RELEASE_TIMEOUT_MS = 60_000;

/**
 * A lease on the Cassandra and etcd that all tests of this clone share, started if they do not run: on free ports,
 * empty at the start, and lost when killed. Never the servers that the environment names: tests would write into them.
 */
export async function leaseTestNode(): Promise<StackLease> {
  return leaseStack({
    folder: join(workspaceRoot(), '.local/test-node'),
    holder: `tests of ${process.env['NX_TASK_TARGET_PROJECT'] ?? 'this clone'} (pid ${process.pid})`,
    cassandraPort: 'free',
    etcdPort: 'free',
    throwAway: true,
    lingerMs: LINGER_MS,
    useExisting: false,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
}

/** In a spec: holds the shared test node for its tests, which fail when it cannot be had. Gives how to reach it. */
export function useTestNode(): () => StackLease {
  let lease: StackLease | undefined;
  beforeAll(async () => {
    lease = await leaseTestNode();
  }, START_TIMEOUT_MS);
  afterAll(() => lease?.release(), RELEASE_TIMEOUT_MS);
  return () => {
    if (lease === undefined) throw new Error('the test node is there once the tests run, not before');
    return lease;
  };
}
