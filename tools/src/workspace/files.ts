import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { workspaceRoot } from './workspace-root';

/** The files of the repository. */
export interface Workspace {
  /** Every file, from the root, without what is installed or made here. */
  readonly files: readonly string[];
  /** The text of a file. */
  readonly read: (file: string) => string;
}

const MADE_HERE = ['node_modules', 'dist', 'coverage', '.nx', '.local', '.git'];

/** Without git: the files of a downloaded archive are the same. */
export function readWorkspace(root = workspaceRoot): Workspace {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (MADE_HERE.includes(entry.name)) return [];
      const path = join(folder, entry.name);
      return entry.isDirectory() ? below(path) : [relative(root, path)];
    });
  return { files: below(root), read: (file) => readFileSync(join(root, file), 'utf8') };
}
