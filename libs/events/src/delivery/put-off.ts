const FIRST_MS = 100;

/** Milliseconds to wait after so many tries in a row that came to nothing (1 or more): random, each time up to twice as many. */
export function putOffMs(tries: number, atMostMs: number, random: () => number = Math.random): number {
  return random() * Math.min(atMostMs, FIRST_MS * 2 ** (tries - 1));
}
