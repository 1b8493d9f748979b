import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { FileChange } from '@nx/devkit';

/** Files that were written together. */
export interface WrittenChanges {
  /** Makes the folder again what it was before, new folders included. */
  undo(): void;
}

/**
 * Writes new and changed files below `root`: all of them, or none. When one cannot be written, those before it are
 * taken back and the error is thrown. A file that somebody else has made meanwhile is such an error.
 */
export function writeChanges(root: string, changes: readonly FileChange[]): WrittenChanges {
  const steps: (() => void)[] = [];
  const undo = (): void => {
    for (const step of steps.splice(0).reverse()) step();
  };
  try {
    for (const change of changes) write(join(root, change.path), change, steps);
  } catch (error) {
    undo();
    throw error;
  }
  return { undo };
}

/** Each step that takes it back is noted before what it takes back is done. */
function write(file: string, { type, content }: FileChange, steps: (() => void)[]): void {
  if (content === null) throw new Error(`${file} would be deleted, which nobody asked for`);
  if (type === 'UPDATE') {
    const before = readFileSync(file);
    steps.push(() => writeFileSync(file, before));
  } else {
    const madeFolder = mkdirSync(dirname(file), { recursive: true });
    if (madeFolder !== undefined) steps.push(() => rmSync(madeFolder, { recursive: true, force: true }));
    closeSync(openSync(file, 'wx'));
    steps.push(() => rmSync(file, { force: true }));
  }
  writeFileSync(file, content);
}
