import { join } from 'node:path';

import { runCommand } from './run-command';
import { workspaceRoot } from './workspace-root';

const BUILD_TIMEOUT_MS = 300_000;

/** Builds the apps (Nx skips those that did not change). Throws with the output of what failed. */
export async function buildApps(names: readonly string[]): Promise<void> {
  const { ok, output } = await runCommand(
    'nx',
    ['run-many', '-t', 'build', '-p', names.join(','), '--output-style=static'],
    {
      timeoutMs: BUILD_TIMEOUT_MS,
    },
  );
  if (!ok) throw new Error(`the build failed:\n${output}`);
}

/** The bundle of an app that was built, of its process or of another entry of it. */
export function bundleOf(app: string, entry = 'main'): string {
  return join(workspaceRoot, 'dist/apps', app, `${entry}.js`);
}
