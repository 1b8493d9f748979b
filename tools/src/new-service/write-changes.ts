import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { FileChange } from '@nx/devkit';

/** Files that were written together. */
export interface WrittenChanges {
  /** Makes the folder again what it was before, new folders included. Throws, naming it, where something is left. */
  undo(): void;
}

/** How a step is taken back: what it made is gone, what it changed is as it was. */
interface Step {
  readonly path: string;
  readonly takeBack: () => void;
}

/**
 * Writes new and changed files below `root`: all of them, or none. When one cannot be written, those before it are
 * taken back and the error is thrown. A file that somebody else has made meanwhile is such an error.
 */
export function writeChanges(root: string, changes: readonly FileChange[]): WrittenChanges {
  const steps: Step[] = [];
  try {
    for (const change of changes) write(join(root, change.path), change, steps);
  } catch (error) {
    const left = takeBack(steps);
    if (left === undefined) throw error;
    throw new Error(`${(error as Error).message}\n${left}`, { cause: error });
  }
  return {
    undo() {
      const left = takeBack(steps);
      if (left !== undefined) throw new Error(left);
    },
  };
}

/** Each step that takes it back is noted as soon as there is something to take back. */
function write(file: string, { type, content }: FileChange, steps: Step[]): void {
  if (content === null) throw new Error(`${file} would be deleted, which nobody asked for`);
  if (type === 'UPDATE') {
    const before = readFileSync(file);
    closeSync(openSync(file, 'r+')); // where this is refused nothing has changed, and nothing could be put back
    steps.push({ path: file, takeBack: () => writeFileSync(file, before) });
  } else {
    const folder = mkdirSync(dirname(file), { recursive: true });
    if (folder !== undefined)
      steps.push({ path: folder, takeBack: () => rmSync(folder, { recursive: true, force: true }) });
    closeSync(openSync(file, 'wx'));
    steps.push({ path: file, takeBack: () => rmSync(file, { force: true }) });
  }
  writeFileSync(file, content);
}

/** Takes back all that can be, the last step first, and says what could not; undefined when everything was. */
function takeBack(steps: Step[]): string | undefined {
  const left: string[] = [];
  for (const step of steps.splice(0).reverse()) {
    try {
      step.takeBack();
    } catch (error) {
      left.push(`${step.path} could not be taken back, do it by hand: ${(error as Error).message}`);
    }
  }
  return left.length === 0 ? undefined : left.join('\n');
}
