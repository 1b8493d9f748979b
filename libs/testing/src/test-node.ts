import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The databases that all tests of a clone share. */
export interface TestNode {
  /** `host:port` */
  readonly cassandra: string;
  /** `host:port` */
  readonly etcd: string;
}

/** On a new machine Cassandra and etcd are fetched first. */
const START_TIMEOUT_MS = 20 * 60_000;
const RELEASE_TIMEOUT_MS = 60_000;
const WORKSPACE = join(__dirname, '../../..');

/**
 * In a spec: real Cassandra and etcd for its tests, which fail when they cannot be had. The node is started if absent
 * and ends with its last user. It is held by a process, not by an import, so that no library depends on the stack.
 */
export function useTestNode(): () => TestNode {
  let node: TestNode | undefined;
  let release = (): Promise<unknown> => Promise.resolve();

  beforeAll(async () => {
    const holder = `tests of ${process.env['NX_TASK_TARGET_PROJECT'] ?? 'this clone'}`;
    const child = spawn(process.execPath, ['tools/run.mjs', 'test-node', holder], {
      cwd: WORKSPACE,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    release = () => {
      child.stdin.end();
      return ended;
    };
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('{')) continue;
      node = JSON.parse(line) as TestNode;
      return;
    }
    throw new Error('the test node could not be started: see above');
  }, START_TIMEOUT_MS);

  afterAll(() => release(), RELEASE_TIMEOUT_MS);

  return () => {
    if (node === undefined) throw new Error('the test node is there once the tests run, not before');
    return node;
  };
}
