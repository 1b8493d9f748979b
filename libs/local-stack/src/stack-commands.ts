import { lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { pause } from '@killrvideo/core';

import { endRecorded } from './keeper/end-recorded';
import { connectToKeeper, NotAccepted, type KeeperConnection } from './keeper/keeper-connection';
import type { KeeperStatus } from './keeper/protocol';
import { readState, removeState } from './keeper/state-file';
import { isRunning, type ProcessIdentity } from './process-identity';

const KEEPER_GONE_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 20;

/** What runs in the folder; undefined when nothing does. */
export function stackStatus(folder: string): Promise<KeeperStatus | undefined> {
  return withKeeper(realPath(folder), (connection) => connection.ask('status', null));
}

/**
 * Ends the databases of the folder, and what a crash has left of them. Not while others hold a lease, whom it then
 * names; with `force` even so, and they keep their lease for the time when the databases are brought back.
 */
export async function stopStack(folder: string, { force }: { force: boolean }): Promise<StopOutcome> {
  const path = realPath(folder);
  const outcome = await withKeeper(path, async (connection): Promise<StopOutcome> => {
    const { hinderedBy, keeperEnds } = await connection.ask('stop', { force });
    if (hinderedBy.length > 0) return { outcome: 'held', holders: hinderedBy };
    if (keeperEnds) await untilGone(connection.state.keeper);
    return { outcome: 'stopped' };
  });
  return outcome ?? endLeftovers(path);
}

type StopOutcome =
  | { readonly outcome: 'stopped' | 'did not run' }
  | { readonly outcome: 'held'; readonly holders: readonly string[] };

/** Asks the folder's keeper; undefined when there is none. One that was on its way out and did not hear is none. */
async function withKeeper<T>(
  folder: string,
  ask: (connection: KeeperConnection) => Promise<T>,
): Promise<T | undefined> {
  const connection = await connectToKeeper(folder);
  if (connection === undefined) return undefined;
  try {
    return await ask(connection);
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    await untilGone(connection.state.keeper);
    return undefined;
  } finally {
    connection.close();
  }
}

async function endLeftovers(folder: string): Promise<StopOutcome> {
  const before = readState(folder);
  if (before === undefined) return { outcome: 'did not run' };
  await untilGone(before.keeper); // it is stopping
  const state = readState(folder);
  if (state !== undefined) await endRecorded(state);
  removeState(folder);
  return { outcome: 'stopped' };
}

async function untilGone(keeper: ProcessIdentity): Promise<void> {
  const until = performance.now() + KEEPER_GONE_WITHIN_MS;
  while (isRunning(keeper) && performance.now() < until) await pause(LOOK_EVERY_MS);
}

/** Stops the stack, unless others hold it, and deletes all that is in its folder; says what that was. */
export async function resetStack(
  folder: string,
): Promise<{ deleted: readonly { path: string; bytes: number }[] } | { holders: readonly string[] }> {
  const result = await stopStack(folder, { force: false });
  if (result.outcome === 'held') return { holders: result.holders };
  const deleted = entriesOf(folder).map((name) => {
    const path = join(folder, name);
    const bytes = sizeOf(path);
    rmSync(path, { recursive: true, force: true });
    return { path, bytes };
  });
  return { deleted };
}

function sizeOf(path: string): number {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A folder that does not exist has no other path. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
