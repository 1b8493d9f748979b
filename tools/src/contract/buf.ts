import { runCommand, type CommandResult } from '../workspace/run-command';

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
