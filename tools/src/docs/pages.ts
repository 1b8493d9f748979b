import type { Workspace } from '../workspace/files';

/** A page for people. */
export interface Page {
  /** From the root. */
  readonly path: string;
  readonly text: string;
}

/** Every page of the workspace. */
export function pagesOf({ files, read }: Workspace): Page[] {
  return files.filter((path) => path.endsWith('.md')).map((path) => ({ path, text: read(path) }));
}
