import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An etcd of a spec's own. */
export interface OwnEtcd {
  readonly port: number;
  /** Ends it and starts it again; resolves when it answers, with the data that it had. */
  restart(): Promise<void>;
}

/** On a new machine etcd is fetched first. */
const START_TIMEOUT_MS = 20 * 60_000;
const STOP_TIMEOUT_MS = 20_000;
const WORKSPACE = join(__dirname, '../../..');

/**
 * In a spec: a real etcd that is told more than the one of the test node, such as who its users are. It is run by a
 * process, not by an import, as the test node is.
 */
export function useOwnEtcd(more: () => readonly string[]): () => OwnEtcd {
  let etcd: OwnEtcd | undefined;
  let end = (): Promise<unknown> => Promise.resolve();

  beforeAll(async () => {
    const child = spawn(process.execPath, ['tools/run.mjs', 'test-etcd', ...more()], {
      cwd: WORKSPACE,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    end = () => {
      child.stdin.end();
      return ended;
    };
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const saidPort = async (): Promise<number> => {
      const line: IteratorResult<string, undefined> = await lines.next();
      if (line.done) throw new Error('the etcd of this spec does not run: see above');
      return (JSON.parse(line.value) as { port: number }).port;
    };
    etcd = {
      port: await saidPort(),
      async restart() {
        child.stdin.write('restart\n');
        await saidPort();
      },
    };
  }, START_TIMEOUT_MS);

  afterAll(() => end(), STOP_TIMEOUT_MS);

  return () => {
    if (etcd === undefined) throw new Error('the etcd is there once the tests run, not before');
    return etcd;
  };
}
