import { type CallContext, DomainError, remainingMs } from '@killrvideo/core';

const FIRST_PAUSE_MS = 10;
const MAX_PAUSE_MS = 500;
/** No new attempt is begun with less time than this left: the call ends with `unavailable` instead. */
const LEAST_ATTEMPT_MS = 100;

/**
 * Runs `attempt` until its outcome is known: again whenever it throws `unavailable`, after a growing, random pause
 * (rivals must not meet again and again), while the call has time. For attempts that read what stands and go on from
 * there, so that one that was carried out after all is recognised. What it throws at last is `unavailable`, with the
 * outcome still unknown.
 */
export async function untilKnown<T>(call: CallContext, attempt: () => Promise<T>): Promise<T> {
  for (let ceilingMs = FIRST_PAUSE_MS; ; ceilingMs = Math.min(MAX_PAUSE_MS, ceilingMs * 2)) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'unavailable')) throw error;
      const pauseMs = Math.random() * ceilingMs;
      if (remainingMs(call) < pauseMs + LEAST_ATTEMPT_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
