import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { freePort, leaseStack, type StackLease } from '@killrvideo/local-stack';
import { eventually } from '@killrvideo/testing';

import { runTool, type ToolProcess } from './run-tool';

const FOLDER = join(process.cwd(), '.local', `e2e-start-sample-${process.pid}`);
const MARKER = join(FOLDER, 'sample-data.json');
const READY = 'Try (any gRPC client will do';
const COMPLETE = 'Sample data of seed 1, complete';

let tool: ToolProcess | undefined;
let stack: StackLease | undefined;
afterEach(() => tool?.child.kill('SIGKILL'));
afterAll(async () => {
  await stack?.release();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Plain `npm start` with databases and ports of its own, until it has said this. */
async function start(until: string, ...args: string[]): Promise<ToolProcess> {
  const started = runTool('start', ['--free-ports', ...args], {
    KILLRVIDEO_STACK_FOLDER: FOLDER,
    KILLRVIDEO_STACK_CASSANDRA_PORT: String(await freePort()),
    KILLRVIDEO_STACK_ETCD_PORT: String(await freePort()),
    KILLRVIDEO_SAMPLE_VIDEOS: '40',
  });
  tool = started;
  await eventually(() => {
    if (started.child.exitCode !== null) throw new Error(`it ended:\n${started.output()}`);
    expect(started.output()).toContain(until);
  }, 120_000);
  return started;
}

async function stop(started: ToolProcess): Promise<void> {
  started.child.kill('SIGTERM');
  expect(await started.ended()).toBe(0);
}

describe('plain npm start', () => {
  it('fills in sample data once, after it has said what is ready; what was cut short goes on at the next', async () => {
    const interrupted = await start('sample data: users 20 of 20');
    await stop(interrupted);
    expect(interrupted.output().indexOf('sample data:')).toBeGreaterThan(interrupted.output().indexOf(READY));
    expect(interrupted.output()).not.toContain(COMPLETE);
    expect(existsSync(MARKER)).toBe(false);

    // On what the first one has left; from here on they share the databases, which need not start for each.
    stack = await leaseStack({
      folder: FOLDER,
      cassandraPort: 'free',
      etcdPort: 'free',
      useExisting: false,
      holder: `a black-box test (pid ${process.pid})`,
      onProgress: () => {},
    });
    const without = await start(READY, '--no-sample-data');
    await stop(without);
    expect(without.output()).not.toContain('sample data:');

    const completing = await start(COMPLETE);
    await eventually(() => expect(completing.output()).toMatch(/comments +\d+ +\d+/));
    expect(completing.output()).toMatch(/users +0 +20/);
    expect(completing.output()).toMatch(/videos +\d+ +\d+/);
    await stop(completing);
    expect(existsSync(MARKER)).toBe(true);

    const again = await start(READY);
    await stop(again);
    expect(again.output()).not.toContain('sample data:');
  }, 300_000);
});
