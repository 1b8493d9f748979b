import { execFileSync } from 'node:child_process';

import { pause } from '@killrvideo/core';

import { readState } from '../keeper/state-file';
import { identify } from '../process-identity';

/** Pids of the keeper of a folder and of its guard. */
export function keeperPids(folder: string): { keeper: number; guard: number } {
  const keeper = readState(folder)?.keeper.pid ?? 0;
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const guard = lines
    .map((line) => line.trim().split(/\s+/))
    .find(
      ([, parent, ...args]) => parent === String(keeper) && args.some((arg) => arg.includes('/guard-main-')),
    );
  return { keeper, guard: Number(guard?.[0] ?? 0) };
}

/** Throws with those of the pids that still run after `withinMs`. */
export async function expectEnded(pids: readonly number[], withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  const running = (): number[] => pids.filter((pid) => identify(pid) !== undefined);
  while (running().length > 0) {
    if (performance.now() > until) throw new Error(`${running().join(', ')} still run after ${withinMs} ms`);
    await pause(50);
  }
}
