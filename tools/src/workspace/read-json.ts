import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a JSON file of the repository says. Throws with the file's name when it cannot be read. */
export function readJson<T>(root: string, file: string): T {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')) as T;
  } catch (error) {
    throw new Error(`${file} cannot be read, mend it first: ${(error as Error).message}`, { cause: error });
  }
}
