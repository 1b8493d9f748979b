import { endProcesses } from '../end-processes';
import { isRunning, signalProcess } from '../process-identity';
import type { KeeperState } from './state-file';

/** A service that is asked to end drains its calls first. */
export const SERVICE_GRACE_MS = 4000;
/** Together with the services' it leaves a margin to ten seconds. A database killed after it loses nothing. */
export const DATABASE_GRACE_MS = 5000;

/** Ends what a keeper that is gone has left: services whose own starter is gone too, then the databases. */
export async function endRecorded(state: KeeperState): Promise<void> {
  for (const command of state.commands) signalProcess(command, 'SIGKILL', true);
  await endAbandonedServices(state);
  await endProcesses(
    state.databases.map(({ process }) => process),
    DATABASE_GRACE_MS,
  );
}

/** Ends the services whose starter does not run any more; the others are its own business. */
export async function endAbandonedServices({ services }: KeeperState): Promise<void> {
  const abandoned = services.filter(({ holder }) => !isRunning(holder));
  await endProcesses(
    abandoned.map(({ process }) => process),
    SERVICE_GRACE_MS,
  );
}
