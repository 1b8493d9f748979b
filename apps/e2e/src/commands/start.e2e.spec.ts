import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { freePort } from '@killrvideo/local-stack';
import { eventually } from '@killrvideo/testing';

import { DEAD_PROXY } from '../world/dead-proxy';

const ROOT = join(__dirname, '../../../..');
const FOLDER = join(ROOT, '.local', `e2e-start-${process.pid}`);
/** Services drain, then databases stop; the promise is 10 s, and the machine may be busy. */
const ALL_GONE_WITHIN_MS = 20_000;

let tool: ChildProcess | undefined;
let output = '';

afterEach(() => tool?.kill('SIGKILL'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** `npm start -- comments statistics` with databases and ports of its own. */
async function start(more: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  output = '';
  const child = spawn(
    process.execPath,
    ['tools/run.mjs', 'start', 'comments', 'statistics', '--free-ports'],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        ...more,
        KILLRVIDEO_STACK_FOLDER: FOLDER,
        KILLRVIDEO_STACK_CASSANDRA_PORT: String(await freePort()),
        KILLRVIDEO_STACK_ETCD_PORT: String(await freePort()),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  tool = child;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`it ended:\n${output}`);
    expect(output).toContain('Try (any gRPC client will do');
  }, 90_000);
  return child;
}

/** The processes of databases and services, by the folder or the bundles in their command lines. */
function pidsOf(child: ChildProcess): number[] {
  const state = JSON.parse(readFileSync(join(FOLDER, 'keeper.json'), 'utf8')) as unknown;
  const pids = new Set<number>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, each] of Object.entries(value)) {
      if (key === 'pid' && typeof each === 'number') pids.add(each);
      else collect(each);
    }
  };
  collect(state);
  pids.delete(child.pid ?? 0);
  return [...pids];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const adminPorts = () =>
  [...output.matchAll(/READY .*http:\/\/127\.0\.0\.1:(\d+)\/readyz/g)].map(([, port]) => port);

describe('npm start', () => {
  it('says what is ready where, starts again what died, and leaves nothing behind after Ctrl-C', async () => {
    const child = await start();
    expect(output).toMatch(/comments +READY +gRPC 127\.0\.0\.1:\d+/);
    expect(output).toMatch(/statistics +READY/);
    const [commentsAdmin] = adminPorts();
    const pids = pidsOf(child);
    expect(pids.length).toBeGreaterThanOrEqual(5); // keeper, two databases, two services

    const services = pids.filter((pid) => commandLine(pid).includes('dist/apps/comments'));
    expect(services).toHaveLength(1);
    process.kill(services[0] as number, 'SIGKILL');
    await eventually(() => expect(output).toContain('comments died (SIGKILL); starting it again'));
    await eventually(async () =>
      expect((await fetch(`http://127.0.0.1:${commentsAdmin}/readyz`)).status).toBe(200),
    );

    const all = pidsOf(child);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    await eventually(() => expect(all.filter(isAlive)).toEqual([]), ALL_GONE_WITHIN_MS);
  });

  it('leaves nothing behind when it is killed itself', async () => {
    const child = await start();
    const pids = pidsOf(child);
    expect(pids.filter(isAlive)).toEqual(pids);
    child.kill('SIGKILL');
    await eventually(() => expect(pids.filter(isAlive)).toEqual([]), ALL_GONE_WITHIN_MS);
  });

  it('starts again on the same data, whatever proxies there are, and names the command that brings a database back that died', async () => {
    const child = await start(DEAD_PROXY);
    const cassandra = pidsOf(child).filter((pid) => commandLine(pid).includes('CassandraDaemon'));
    expect(cassandra).toHaveLength(1);
    process.kill(cassandra[0] as number, 'SIGKILL');
    await eventually(() => expect(output).toMatch(/cassandra \(pid \d+\) died: .*npm run stack -- up/));
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
});

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
