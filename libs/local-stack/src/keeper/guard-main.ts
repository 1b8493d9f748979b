// The keeper's guard: a process that does nothing but notice that its keeper was killed, and end what it has left.
// Its standard input is a pipe that the keeper holds open: a killed process cannot keep the system from closing it.
import { createInterface } from 'node:readline';

import { pause } from '@killrvideo/core';

import { isRunning } from '../process-identity';
import { endAbandonedServices, endRecorded } from './end-recorded';
import type { KeeperState } from './state-file';

const LOOK_EVERY_MS = 500;

async function guard(): Promise<void> {
  // Each line is what there would be to end now; null when the keeper ends in order.
  let state: KeeperState | null = null;
  for await (const line of createInterface({ input: process.stdin }))
    state = JSON.parse(line) as KeeperState | null;
  if (state === null) return;
  console.log(
    `${new Date().toISOString()} the keeper (pid ${state.keeper.pid}) was killed: ending what it has left`,
  );
  await endRecorded(state);
  // Services whose starter still runs are left to it; but it may be killed as well.
  while (state.services.some(({ process }) => isRunning(process))) {
    await pause(LOOK_EVERY_MS);
    await endAbandonedServices(state);
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {}); // it ends with its keeper
void guard();
