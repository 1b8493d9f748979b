// Holds a lease on the shared test node for whoever started this process (libs/testing): says where the databases are
// in one JSON line, and lets go when its stdin ends, which it does however its parent dies.
import { leaseTestNode } from './test-node/lease-test-node';
import { runToItsEnd } from './workspace/run-to-its-end';

async function main(holder: string): Promise<void> {
  const lease = await leaseTestNode(holder);
  console.log(JSON.stringify({ cassandra: lease.cassandra.contactPoint, etcd: lease.etcd.endpoint }));
  process.stdin.resume();
  process.stdin.once('end', () => void lease.release().finally(() => process.exit(0)));
}

runToItsEnd(main(process.argv[2] ?? 'tests'));
