import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's root, seen from this file or from a bundle of it under .local/tools. */
export function workspaceRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`${__dirname} is in no clone of this repository`);
  }
}
