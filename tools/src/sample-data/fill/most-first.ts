/** What takes longest comes first, so that nobody waits at the end for one long row of calls. */
export function mostFirst<T>(list: readonly T[], amountOf: (each: T) => number): T[] {
  return [...list].sort((one, other) => amountOf(other) - amountOf(one));
}
