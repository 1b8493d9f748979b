import { join } from 'node:path';

import { runCommand } from '../workspace/run-command';
import { workspaceRoot } from '../workspace/workspace-root';

/** Bundles a process that is a part of the benchmark, from its path below `tools/src/bench` without `.ts`; gives its script. */
export async function bundleServer(path: string): Promise<string> {
  return bundle(`tools/src/bench/${path}.ts`, path.replaceAll('/', '-'));
}

/** Bundles the process whose source is `entry`, a path in the repository; gives its script. */
export async function bundle(entry: string, name: string): Promise<string> {
  const file = join(workspaceRoot, '.local/tools', `${name}.js`);
  const { ok, output } = await runCommand(
    'esbuild',
    [
      entry,
      '--bundle',
      '--packages=external',
      '--platform=node',
      '--target=node20',
      '--loader:.cql=text',
      '--tsconfig=tsconfig.base.json',
      `--outfile=${file}`,
    ],
    { timeoutMs: 60_000 },
  );
  if (!ok) throw new Error(output);
  return file;
}
