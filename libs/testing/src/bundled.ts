import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { build } from 'esbuild';

const WORKSPACE = join(__dirname, '../../..');
const FOLDER = join(WORKSPACE, '.local/tools');

/** Bundles a `.testing.ts` file, to be run as a process of its own, and gives the path of the bundle. */
export async function bundled(file: string): Promise<string> {
  const outfile = join(FOLDER, `${basename(file, '.ts')}.js`);
  mkdirSync(FOLDER, { recursive: true });
  await build({
    entryPoints: [file],
    ...{ outfile, bundle: true, packages: 'external', platform: 'node', format: 'cjs' },
    ...{ loader: { '.cql': 'text' }, sourcemap: true, logLevel: 'error' },
    tsconfig: join(WORKSPACE, 'tsconfig.base.json'),
  });
  return outfile;
}
