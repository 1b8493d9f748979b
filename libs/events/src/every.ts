import { isToldAt, pause, reasonOf, type Log } from '@killrvideo/core';

/** Does the work at once and then again and again, with a pause in between, until `signal` aborts; failures are logged. */
export async function every(
  ms: number,
  what: string,
  work: () => Promise<void>,
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await work();
      failures = 0;
    } catch (error) {
      if (isToldAt(++failures) && !signal.aborted)
        log.warn({ reason: reasonOf(error), failures }, `${what} failed`);
    }
    await pause(ms, signal);
  }
}
