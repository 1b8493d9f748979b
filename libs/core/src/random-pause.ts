const FIRST_PAUSE_MS = 10;
const MAX_PAUSE_MS = 500;

/**
 * Milliseconds to wait before another try, after `tries` that failed (1 or more): random, so that rivals do not meet
 * again and again, up to 10 after the first and up to twice as much after each further one, at most 500 ("full
 * jitter", Brooker: Exponential Backoff and Jitter, 2015).
 */
export function randomPauseMs(tries: number): number {
  return Math.random() * Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
}
