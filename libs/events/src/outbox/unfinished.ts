import { setMaxListeners } from 'node:events';

import { DomainError, isToldAt, reasonOf, untilItWorks, type Log } from '@killrvideo/core';

/** As many calls as a process has at work by default: with more than that, the database is away. */
const MAX_UNFINISHED = 1000;

/** What must still be done for calls that have their answer. */
export interface Unfinished {
  /** Does the work, again and again until it is done. */
  finish(work: () => Promise<void>): void;
  /** Throws while there is as much as may be: then nothing more is begun. */
  throwIfFull(): void;
  readonly size: number;
}

export function unfinished(signal: AbortSignal, log: Log, most = MAX_UNFINISHED): Unfinished {
  setMaxListeners(Infinity, signal); // each of them listens
  let size = 0;
  /** In a row, of all of them. */
  let failures = 0;

  const failed = (error: unknown): void => {
    if (signal.aborted || !isToldAt(++failures)) return;
    log.warn(
      { reason: reasonOf(error), events: size },
      'events whose outcome is not known could not be settled yet',
    );
  };
  return {
    finish(work) {
      size++;
      const attempt = async (): Promise<void> => {
        await work();
        failures = 0;
      };
      void untilItWorks(attempt, signal, failed).finally(() => size--);
    },
    throwIfFull() {
      if (size < most) return;
      throw new DomainError('unavailable', 'the database did not answer: try again later');
    },
    get size() {
      return size;
    },
  };
}
