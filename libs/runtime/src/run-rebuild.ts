import type { Projection } from '@killrvideo/events';

import type { AppManifest } from './app-manifest';
import type { Needs, Supplied } from './needs/need';
import { rebuildingByHand } from './needs/rebuilding-by-hand';
import { runTask, type TaskResources } from './run-task';

/**
 * Runs the task that rebuilds what a service projects, or with `--check` says how it differs from what a rebuild would make, and
 * ends the process as `runTask` does: with 1 also where something was refused, or differs.
 */
export function runRebuild<N extends Needs>(
  manifest: AppManifest,
  stated: { readonly needs: N; readonly projections: (given: Supplied<N>) => readonly Projection[] },
): Promise<void> {
  return runTask(manifest, {
    name: `${manifest.name}-rebuild`,
    needs: { ...stated.needs, byHand: rebuildingByHand },
    usage: 'usage: rebuild [--check]',
    readArguments: (args) =>
      args.every((arg) => arg === '--check') ? { isCheck: args.length > 0 } : undefined,
    run(given, { isCheck }) {
      // The compiler cannot see that no need of the service has this name.
      const { byHand, signal } = given as Supplied<{ byHand: typeof rebuildingByHand }> & TaskResources;
      const work = byHand(stated.projections(given));
      return isCheck ? work.check(signal) : work.rebuild(signal);
    },
  });
}
