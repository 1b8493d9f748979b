import { tmpdir } from 'node:os';

import { fileProblem, type Place } from '@killrvideo/host';

import { cacheFolder } from './cache-folder';
import { workspaceRoot } from './workspace-root';

/**
 * What to tell of an error: its message; of a system error about a file that commands keep, the folder, the reason and
 * what to do. `stackFolder` is that of the databases.
 */
export function explain(error: unknown, stackFolder?: string): string {
  return (
    fileProblem(error, placesWith(stackFolder)) ?? (error instanceof Error ? error.message : String(error))
  );
}

function placesWith(stackFolder: string | undefined): Place[] {
  const stack = 'Mend that, or choose another folder for the databases: KILLRVIDEO_STACK_FOLDER=/a/folder';
  const cache = 'Mend that, or choose another folder for what is downloaded: XDG_CACHE_HOME=/a/folder';
  const temporary = 'Mend that, or choose another folder for temporary files: TMPDIR=/a/folder';
  const clone = 'Commands write into their clone: run them as its owner, or in a clone of your own';
  return [
    ...(stackFolder === undefined ? [] : [{ folder: stackFolder, remedy: stack }]),
    ...cachePlace(cache),
    { folder: workspaceRoot(), remedy: clone },
    { folder: tmpdir(), remedy: temporary },
  ];
}

function cachePlace(remedy: string): Place[] {
  try {
    return [{ folder: cacheFolder(), remedy }];
  } catch {
    return []; // whoever asks for it says why there is none
  }
}
