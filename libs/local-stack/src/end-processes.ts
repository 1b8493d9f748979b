import { pause } from '@killrvideo/core';

import { isRunning, signalProcess, type ProcessIdentity } from './process-identity';

const LOOK_EVERY_MS = 50;
/** SIGKILL needs no consent, but a process deep in a disk write ends only after it. */
const KILLED_WITHIN_MS = 5000;

/** Ends processes: SIGTERM to all, SIGKILL to those that still run after `graceMs`. Resolves when none runs. */
export async function endProcesses(processes: readonly ProcessIdentity[], graceMs: number): Promise<void> {
  for (const each of processes) signalProcess(each, 'SIGTERM');
  await whileRunning(processes, graceMs);
  for (const each of processes) signalProcess(each, 'SIGKILL');
  await whileRunning(processes, KILLED_WITHIN_MS);
}

async function whileRunning(processes: readonly ProcessIdentity[], atMostMs: number): Promise<void> {
  const until = performance.now() + atMostMs;
  while (performance.now() < until && processes.some(isRunning)) await pause(LOOK_EVERY_MS);
}
