import { pause, reasonOf, within, type Log } from '@killrvideo/core';
import type { Client } from 'cassandra-driver';

import { databaseIsLate } from './domain-error-of';

const PROBE_EVERY_MS = 1000;
const PROBE_TIMEOUT_MS = 1000;
/** Shorter gaps (a restart of one node, a long collection) are no reason to send callers elsewhere. */
const AWAY_AFTER_MS = 5000;

/**
 * Asks the database every second for a row that is always there. When it has not answered for 5 s, `changed` hears why,
 * and of its first answer after that, with nothing. Returns how to stop.
 */
export function watchAvailability(
  client: Client,
  log: Log,
  changed: (problem: string | undefined) => void,
): () => void {
  let lastAnswer = performance.now();
  let available = true;
  const stop = new AbortController();

  const tell = (now: boolean, problem?: string): void => {
    if (stop.signal.aborted || (available && now)) return;
    if (!available && !now) return changed(problem); // perhaps for another reason
    available = now;
    if (now) log.info({}, 'Cassandra answers again');
    else log.error({ awaySeconds: AWAY_AFTER_MS / 1000, reason: problem }, 'Cassandra does not answer');
    changed(problem);
  };
  const probe = async (): Promise<void> => {
    try {
      const answer = client.execute('SELECT key FROM system.local', [], { isIdempotent: true });
      await within(PROBE_TIMEOUT_MS, answer, databaseIsLate);
      lastAnswer = performance.now();
      tell(true);
    } catch (error) {
      if (performance.now() - lastAnswer > AWAY_AFTER_MS) tell(false, reasonOf(error));
    }
  };
  const watch = async (): Promise<void> => {
    await pause(PROBE_EVERY_MS, stop.signal);
    while (!stop.signal.aborted) {
      await probe();
      await pause(PROBE_EVERY_MS, stop.signal);
    }
  };

  void watch();
  return () => stop.abort();
}
