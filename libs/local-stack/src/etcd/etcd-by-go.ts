import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import { findOnPath } from '../find-on-path';
import { withElapsed, type Preparation } from '../preparation';
import { runCommand } from '../run-command';
import { workspaceRoot } from '../workspace-root';

const BUILD_DEADLINE_MS = 30 * 60_000;

/** Builds etcd with Go, from a module of ours whose go.sum holds the checksums of all sources. Takes minutes. */
export async function etcdByGo(folder: string, preparation: Preparation): Promise<string> {
  if (findOnPath('go') === undefined) throw new Error('there is no go');
  // etcd's own module replaces some of its parts, which `go install` refuses; a module that requires it may.
  const module = join(folder, 'module');
  await cp(join(workspaceRoot(), 'libs/local-stack/etcd-go'), module, { recursive: true });
  let packages = 0;
  const { failure, output } = await withElapsed(
    (line) => preparation.say(line),
    () => `  go downloads and builds etcd, which takes minutes: ${packages} packages built`,
    () =>
      runCommand(
        'go',
        [
          'build',
          '-v',
          '-trimpath',
          '-ldflags=-s -w',
          '-o',
          join(folder, 'etcd'),
          'go.etcd.io/etcd/server/v3',
        ],
        {
          folder: module,
          // Gigabytes of sources and objects: in the folder that is deleted afterwards, and deletable.
          environment: {
            GOFLAGS: '-mod=readonly -modcacherw',
            GOMODCACHE: join(folder, 'sources'),
            GOCACHE: join(folder, 'objects'),
            CGO_ENABLED: '0',
          },
          deadlineMs: BUILD_DEADLINE_MS,
          preparation,
          onLine: (line) => {
            if (!line.startsWith('go: ')) packages++;
          },
        },
      ),
  );
  if (failure !== undefined)
    throw new Error(`go build: ${failure}, ${output.trim().split('\n').slice(-3).join(' ')}`);
  return join(folder, 'etcd');
}
