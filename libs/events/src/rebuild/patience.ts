import { pause, reasonOf, type Log } from '@killrvideo/core';

import { putOffMs } from '../delivery/put-off';

/**
 * Tries again and again, with random pauses, until it works: what is away is waited for as long as it takes. Says so once,
 * and once that it goes on. Throws when its signal aborts.
 */
export type Patience = <T>(work: () => Promise<T>) => Promise<T>;

export function patience(options: {
  /** For the log: `the rebuild of …`. */
  readonly of: string;
  readonly atMostMs: number;
  readonly signal: AbortSignal;
  readonly log: Log;
}): Patience {
  const { of, atMostMs, signal, log } = options;
  return async (work) => {
    for (let tries = 1; ; tries++) {
      signal.throwIfAborted();
      try {
        const result = await work();
        if (tries > 1) log.info({ tries }, `${of} goes on`);
        return result;
      } catch (error) {
        if (tries === 1 && !signal.aborted) log.warn({ reason: reasonOf(error) }, `${of} waits`);
      }
      await pause(putOffMs(tries, atMostMs), signal);
    }
  };
}
