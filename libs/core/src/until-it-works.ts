import { pause } from './pause';

const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 2000;

/**
 * Tries until it works or `signal` aborts, then resolves with whether it worked; pauses of 250 ms, doubling to 2 s,
 * between tries. `failed` hears of each failure; `tells` is true at the first, second, fourth, eighth …, since an
 * outage of hours must not fill the log.
 */
export async function untilItWorks(
  work: () => Promise<void>,
  signal: AbortSignal,
  failed: (error: unknown, attempt: { readonly tries: number; readonly tells: boolean }) => void,
): Promise<boolean> {
  for (let tries = 1; !signal.aborted; tries++) {
    try {
      await work();
      return true;
    } catch (error) {
      failed(error, { tries, tells: Number.isInteger(Math.log2(tries)) });
      await pause(Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)), signal);
    }
  }
  return false;
}
