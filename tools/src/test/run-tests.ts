import { rmSync } from 'node:fs';

import { leaseTestNode } from '../test-node/lease-test-node';
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
  return sumResults(await projectsWith('test', 'e2e'));
}

async function nx(...args: string[]): Promise<void> {
  await runCommand('nx', args, { timeoutMs: TIMEOUT_MS, onOutput: (text) => process.stdout.write(text) });
}

async function projectsWith(...targets: string[]): Promise<string[]> {
  const lists = await Promise.all(
    targets.map(async (target) => {
      const { ok, output } = await runCommand('nx', ['show', 'projects', '--with-target', target, '--json'], {
        timeoutMs: 60_000,
      });
      if (!ok) throw new Error(`Nx does not list its projects:\n${output}`);
      return JSON.parse(output.slice(output.indexOf('['))) as string[];
    }),
  );
  return lists.flat();
}
