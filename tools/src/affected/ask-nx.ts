import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { TARGETS } from './house';
import type { Scratch } from './scratch';

/** What Nx made of a change. */
export interface Decision {
  /** The projects whose tasks it looked at. */
  readonly projects: readonly string[];
  /** The tasks that it ran, as `project:target`; the others it took from the cache. */
  readonly ran: readonly string[];
}

/** Nx's own record of its last run, below the root. */
const RECORD = '.nx/cache/run.json';

interface RunRecord {
  readonly tasks: readonly { taskId: string; projectName: string; cacheStatus: string }[];
}

/** Runs the targets of the projects that differ from `base`, or of all projects. */
export async function askNx(
  { root, run }: Scratch,
  who: { readonly since: string } | 'all',
  environment?: Readonly<Record<string, string>>,
): Promise<Decision> {
  rmSync(join(root, RECORD), { force: true });
  const words = who === 'all' ? ['run-many'] : ['affected', `--base=${who.since}`, '--head=HEAD'];
  await run(
    'node_modules/.bin/nx',
    [...words, '-t', ...TARGETS, '--output-style=static', '--nxBail=false'],
    environment,
  );
  if (!existsSync(join(root, RECORD))) return { projects: [], ran: [] };
  const { tasks } = JSON.parse(readFileSync(join(root, RECORD), 'utf8')) as RunRecord;
  return {
    projects: [...new Set(tasks.map(({ projectName }) => projectName))],
    ran: tasks.filter(({ cacheStatus }) => cacheStatus !== 'local-cache-hit').map(({ taskId }) => taskId),
  };
}
