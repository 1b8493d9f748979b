import { isAbsolute, relative } from 'node:path';

import { runCommand, type CommandResult } from '../workspace/run-command';
import { workspaceRoot } from '../workspace/workspace-root';

const TIMEOUT_MS = 120_000;

/** Runs buf at the repository's root; never throws, ends it after two minutes. */
export async function buf(...args: string[]): Promise<CommandResult> {
  return runCommand('buf', args, { timeoutMs: TIMEOUT_MS });
}

/** Runs buf and throws what it printed when it fails. */
export async function bufOrThrow(...args: string[]): Promise<void> {
  const { ok, output } = await buf(...args);
  if (!ok) throw new Error(`buf ${args[0]} failed:\n${output.trimEnd()}`);
}

/**
 * A path as an argument of buf, which takes a comma for the end of one and `#` for the beginning of options: it is told
 * from the root, so that neither comes from where the clone lies.
 */
export function pathForBuf(path: string): string {
  return isAbsolute(path) ? relative(workspaceRoot, path) : path;
}
