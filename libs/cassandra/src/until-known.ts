import { type CallContext, DomainError, pauseFor, randomPauseMs, remainingMs } from '@killrvideo/core';

/** No new attempt is begun with less time than this left: the call ends with `unavailable` instead. */
const LEAST_ATTEMPT_MS = 100;

/**
 * Runs `attempt` until its outcome is known: again whenever it throws `unavailable`, after a random pause, while the call
 * has time. For attempts that read what stands and go on from there, so that one that was carried out after all is
 * recognised. What it throws at last is `unavailable`, with the outcome still unknown.
 */
export async function untilKnown<T>(call: CallContext, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'unavailable')) throw error;
      const pauseMs = randomPauseMs(tries);
      if (remainingMs(call) < pauseMs + LEAST_ATTEMPT_MS) throw error;
      await pauseFor(call, pauseMs);
    }
  }
}
