/**
 * A clock whose every reading is later than the one before, by a millisecond at least: also of two in one millisecond,
 * and when the system's clock is set back. So what one process adds one after another is ordered by its time.
 */
export function strictlyIncreasing(clock: () => number): () => number {
  let last = -Infinity;
  return () => (last = Math.max(clock(), last + 1));
}
