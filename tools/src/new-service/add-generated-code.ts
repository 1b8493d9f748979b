import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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
    cpSync(join(tree.root, 'proto'), join(stage, 'proto'), { recursive: true });
    for (const { path, content } of tree.listChanges()) {
      if (!path.startsWith('proto/') || content === null) continue;
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      writeFileSync(join(stage, path), content);
    }
    const fresh = join(stage, 'fresh');
    await generateArea(area, join(stage, 'proto'), fresh);
    for (const entry of readdirSync(fresh, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      tree.write(join(generatedFolder(area), file.slice(fresh.length + 1)), readFileSync(file));
    }
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
