import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const TIMEOUT_MS = 10_000;

/** The first of the paths that git would not keep, if one is; none where there is no repository, or no git. */
export function ignoredPath(root: string, paths: readonly string[]): string | undefined {
  // A copy without .git is no business of a repository that it may lie in.
  if (!existsSync(join(root, '.git'))) return undefined;
  const { status, stdout } = spawnSync('git', ['check-ignore', '--stdin', '-z'], {
    cwd: root,
    input: paths.map((path) => `${path}\0`).join(''),
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
  });
  return status === 0 ? stdout.split('\0')[0] : undefined;
}
