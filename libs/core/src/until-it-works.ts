import { pause } from './pause';

const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 2000;

/** Milliseconds to wait after so many failures in a row (1 or more): 250, doubling to 2 s. */
export function retryPauseMs(failures: number): number {
  return Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}

/** At the first, second, fourth, eighth … failure in a row: an outage of hours must not fill the log. */
export function isToldAt(failures: number): boolean {
  return Number.isInteger(Math.log2(failures));
}

/** A try that failed. */
export interface FailedAttempt {
  /** How many have failed, this one included. */
  readonly tries: number;
  /** Whether it is to be told: see `isToldAt`. */
  readonly tells: boolean;
  /** The whole error at the first, with its stack, which for a defect says where; empty later. For the log's fields. */
  readonly whole: { readonly err?: unknown };
}

/**
 * Tries until it works or `signal` aborts, then resolves with whether it worked; pauses for `retryPauseMs` between tries.
 * `failed` hears of each failure.
 */
export async function untilItWorks(
  work: () => Promise<void>,
  signal: AbortSignal,
  failed: (error: unknown, attempt: FailedAttempt) => void,
): Promise<boolean> {
  for (let tries = 1; !signal.aborted; tries++) {
    try {
      await work();
      return true;
    } catch (error) {
      failed(error, {
        tries,
        tells: isToldAt(tries),
        whole: tries === 1 ? { err: error } : {},
      });
      await pause(retryPauseMs(tries), signal);
    }
  }
  return false;
}
