import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { build } from 'esbuild';

import { workspaceRoot } from './workspace-root';

/**
 * Bundles a TypeScript file of this repository (path from its root) into one that Node runs, and gives its path.
 * The name holds the content's hash: a running process may start it again after the code has changed.
 */
export async function bundleScript(source: string): Promise<string> {
  const root = workspaceRoot();
  const folder = join(root, '.local/tools');
  const { outputFiles } = await build({
    entryPoints: [`./${source}`], // not from the root: a `*` in its path would be a pattern
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    sourcesContent: false,
    loader: { '.cql': 'text' },
    tsconfig: join(root, 'tsconfig.base.json'),
    absWorkingDir: root,
    outdir: folder,
    write: false,
    logLevel: 'error',
  });
  const content = outputFiles[0]?.text ?? '';
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = join(folder, `${basename(source, '.ts')}-${hash}.js`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, content);
    renameSync(partial, file);
  }
  return file;
}
