import { pause } from './pause';

const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 2000;

/** A try that failed. */
export interface FailedAttempt {
  /** How many have failed, this one included. */
  readonly tries: number;
  /** Whether it is to be told: at the first, second, fourth, eighth …, since an outage of hours must not fill the log. */
  readonly tells: boolean;
  /** The whole error at the first, with its stack, which for a defect says where; empty later. For the log's fields. */
  readonly whole: { readonly err?: unknown };
}

/**
 * Tries until it works or `signal` aborts, then resolves with whether it worked; pauses of 250 ms, doubling to 2 s,
 * between tries. `failed` hears of each failure.
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
        tells: Number.isInteger(Math.log2(tries)),
        whole: tries === 1 ? { err: error } : {},
      });
      await pause(Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)), signal);
    }
  }
  return false;
}
