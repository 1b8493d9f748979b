import { rmSync } from 'node:fs';

import { leaseTestNode } from '../test-node/lease-test-node';
import { listProjects } from '../workspace/list-projects';
import { runCommand } from '../workspace/run-command';
import { RESULTS_FOLDER, sumResults, type TestCounts } from './sum-results';

const TIMEOUT_MS = 3_600_000;

/** Runs the tests of every project, then the black-box tests, on real Cassandra and etcd; prints as it goes. */
export async function runTests(): Promise<TestCounts> {
  rmSync(RESULTS_FOLDER, { recursive: true, force: true });
  // Held for the whole run, or the node would end and start again between projects.
  const node = await leaseTestNode('npm test');
  try {
    await nx('run-many', '-t', 'test', '--output-style=static', '--nxBail=false');
  } finally {
    await node.release();
  }
  await nx('run-many', '-t', 'e2e', '--output-style=stream'); // minutes long: told as it goes
  return sumResults([...(await listProjects('test')), ...(await listProjects('e2e'))]);
}

async function nx(...args: string[]): Promise<void> {
  await runCommand('nx', args, { timeoutMs: TIMEOUT_MS, onOutput: (text) => process.stdout.write(text) });
}
