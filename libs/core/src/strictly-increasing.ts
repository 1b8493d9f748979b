/**
 * A clock whose every reading is later than the one before, by one of its units at least: also of two in one, and when the
 * system's clock is set back. So what one process does one after another is ordered by its time.
 */
export function strictlyIncreasing(clock: () => number): () => number {
  let last = -Infinity;
  return () => (last = Math.max(clock(), last + 1));
}
