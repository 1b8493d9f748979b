import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

import type { Tree } from '@nx/devkit';

import { generatedFolder } from '../contract/areas';
import { generateArea } from '../contract/generate-contract';
import type { ServiceNames } from './service-names';

/**
 * Generates the code of the service's contract into the tree, which is the only place where that contract stands so far.
 * Throws with buf's message.
 */
export async function addGeneratedCode(tree: Tree, { name, snakeName }: ServiceNames): Promise<void> {
  const area = { name: `${name}-v1`, path: `killrvideo/${snakeName}/v1` };
  const stage = mkdtempSync(join(tmpdir(), 'killrvideo-new-service-'));
  try {
    // Read and written, not copied: files and folders that are read-only here are not to be so there.
    for (const file of filesBelow(join(tree.root, 'proto')))
      writeInto(stage, join('proto', file), readFileSync(join(tree.root, 'proto', file)));
    for (const { path, content } of tree.listChanges())
      if (path.startsWith('proto/') && content !== null) writeInto(stage, path, content);
    const fresh = join(stage, 'fresh');
    await generateArea(area, join(stage, 'proto'), fresh);
    for (const file of filesBelow(fresh))
      tree.write(join(generatedFolder(area), file), readFileSync(join(fresh, file)));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Their paths from the folder on. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function writeInto(folder: string, path: string, content: Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
