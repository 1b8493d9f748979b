import type { Turns } from './turns';

/** Values that are sorted, or merged, without looking at the clock: a few milliseconds. */
const UNINTERRUPTED = 32 * 1024;

/** A sorted copy. Sorting a million values at once would hold the event loop for a tenth of a second. */
export async function sortInTurns(values: Float64Array, turns: Turns): Promise<Float64Array> {
  let from = Float64Array.from(values);
  for (let at = 0; at < from.length; at += UNINTERRUPTED) {
    if (turns.over()) await turns.next();
    from.subarray(at, at + UNINTERRUPTED).sort();
  }
  let into = from.length > UNINTERRUPTED ? new Float64Array(from.length) : from;
  for (let width = UNINTERRUPTED; width < from.length; width *= 2) {
    for (let at = 0; at < from.length; at += 2 * width) {
      await mergeInTurns(
        from.subarray(at, at + width),
        from.subarray(at + width, at + 2 * width),
        into.subarray(at),
        turns,
      );
    }
    [from, into] = [into, from];
  }
  return from;
}

async function mergeInTurns(
  a: Float64Array,
  b: Float64Array,
  into: Float64Array,
  turns: Turns,
): Promise<void> {
  let [i, j, at] = [0, 0, 0];
  const end = a.length + b.length;
  while (at < end) {
    if (turns.over()) await turns.next();
    for (const stop = Math.min(at + UNINTERRUPTED, end); at < stop; at++) {
      const fromA = j === b.length || (i < a.length && (a[i] as number) <= (b[j] as number));
      into[at] = (fromA ? a[i++] : b[j++]) as number;
    }
  }
}
