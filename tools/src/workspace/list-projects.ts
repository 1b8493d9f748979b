import { runCommand } from './run-command';

const TIMEOUT_MS = 60_000;

/** The names of the projects that Nx knows, of all or of those that have the target. */
export async function listProjects(target?: string): Promise<string[]> {
  const having = target === undefined ? [] : ['--with-target', target];
  const { ok, output } = await runCommand('nx', ['show', 'projects', ...having, '--json'], {
    timeoutMs: TIMEOUT_MS,
  });
  if (!ok) throw new Error(`Nx does not list its projects:\n${output}`);
  return JSON.parse(output.slice(output.indexOf('['))) as string[];
}
