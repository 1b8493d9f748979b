import type { Turns } from './turns';

/** Up to here numpy adds in eight lanes; a longer run is split. */
const LANES_UP_TO = 128;

/** Values that are added without looking at the clock: well below a millisecond. */
const UNINTERRUPTED = 128 * 1024;

/** The sum of `values`, rounded exactly as numpy rounds it. */
export function sum(values: Float64Array, turns: Turns): Promise<number> {
  return inTurns((from, count) => sumOfRun(values, from, count), 0, values.length, turns);
}

/** The sum of the squared distances from `mean`, rounded exactly as numpy rounds it. */
export function sumOfSquares(values: Float64Array, mean: number, turns: Turns): Promise<number> {
  return inTurns((from, count) => squaresOfRun(values, mean, from, count), 0, values.length, turns);
}

/** Splits a long run as the runs themselves are split, so that the roundings are the same. */
async function inTurns(
  sumOf: (from: number, count: number) => number,
  from: number,
  count: number,
  turns: Turns,
): Promise<number> {
  if (count > UNINTERRUPTED) {
    const half = halfOf(count);
    return (
      (await inTurns(sumOf, from, half, turns)) + (await inTurns(sumOf, from + half, count - half, turns))
    );
  }
  if (turns.over()) await turns.next();
  return sumOf(from, count);
}

/** Half of a run, a multiple of eight. */
function halfOf(count: number): number {
  return (count >>> 1) & ~7;
}

/**
 * The two functions below are one algorithm, numpy's pairwise sum, written out twice: called for each value, a function
 * would take several times as long.
 */
function sumOfRun(v: Float64Array, from: number, count: number): number {
  if (count > LANES_UP_TO) {
    const half = halfOf(count);
    return sumOfRun(v, from, half) + sumOfRun(v, from + half, count - half);
  }
  const end = from + count;
  let total = 0;
  let at = from;
  if (count >= 8) {
    let a = 0,
      b = 0,
      c = 0,
      d = 0,
      e = 0,
      f = 0,
      g = 0,
      h = 0;
    for (const lanesEnd = end - (count & 7); at < lanesEnd; at += 8) {
      a += v[at] as number;
      b += v[at + 1] as number;
      c += v[at + 2] as number;
      d += v[at + 3] as number;
      e += v[at + 4] as number;
      f += v[at + 5] as number;
      g += v[at + 6] as number;
      h += v[at + 7] as number;
    }
    total = a + b + (c + d) + (e + f + (g + h));
  }
  for (; at < end; at++) total += v[at] as number;
  return total;
}

function squaresOfRun(v: Float64Array, mean: number, from: number, count: number): number {
  if (count > LANES_UP_TO) {
    const half = halfOf(count);
    return squaresOfRun(v, mean, from, half) + squaresOfRun(v, mean, from + half, count - half);
  }
  const end = from + count;
  let total = 0;
  let at = from;
  if (count >= 8) {
    let a = 0,
      b = 0,
      c = 0,
      d = 0,
      e = 0,
      f = 0,
      g = 0,
      h = 0;
    for (const lanesEnd = end - (count & 7); at < lanesEnd; at += 8) {
      a += square((v[at] as number) - mean);
      b += square((v[at + 1] as number) - mean);
      c += square((v[at + 2] as number) - mean);
      d += square((v[at + 3] as number) - mean);
      e += square((v[at + 4] as number) - mean);
      f += square((v[at + 5] as number) - mean);
      g += square((v[at + 6] as number) - mean);
      h += square((v[at + 7] as number) - mean);
    }
    total = a + b + (c + d) + (e + f + (g + h));
  }
  for (; at < end; at++) total += square((v[at] as number) - mean);
  return total;
}

function square(value: number): number {
  return value * value;
}
