import type { Turns } from '../turns';

/** Values that are added without looking at the clock: well below a millisecond. */
const UNINTERRUPTED = 64 * 1024;

/** Mean and sample standard deviation (divided by n - 1) of a run of sorted values. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Of the values as distances from the middle one. */
interface Sums {
  readonly values: number;
  readonly squares: number;
}

/**
 * The moments of any run of the sorted values, from `from` up to `end`, that leaves out at most `outermost` of them at
 * each side; each in an instant. Sums are kept outwards from the middle: a value that is left out is then in no sum that
 * is used, while sums of all values less those left out would have lost their digits to them.
 */
export async function momentsOfRuns(
  sorted: Float64Array,
  outermost: number,
  turns: Turns,
): Promise<(from: number, end: number) => Moments> {
  const { length } = sorted;
  const origin = sorted[length >>> 1] as number;
  const [coreFrom, coreEnd] = [outermost, length - outermost];
  const core = await sumsOf(sorted.subarray(coreFrom, coreEnd), origin, turns);
  const below = outwards(sorted.slice(0, coreFrom).reverse(), origin);
  const above = outwards(sorted.subarray(coreEnd), origin);

  return (from, end) => {
    const [down, up] = [coreFrom - from, end - coreEnd];
    const values = core.values + (below.values[down] as number) + (above.values[up] as number);
    const squares = core.squares + (below.squares[down] as number) + (above.squares[up] as number);
    const count = end - from;
    const variance = Math.max(0, squares - (values * values) / count) / (count - 1);
    return { mean: origin + values / count, deviation: Math.sqrt(variance) };
  };
}

async function sumsOf(list: Float64Array, origin: number, turns: Turns): Promise<Sums> {
  let [values, squares] = [0, 0];
  for (let from = 0; from < list.length; from += UNINTERRUPTED) {
    if (turns.over()) await turns.next();
    const sums = plainSums(list.subarray(from, from + UNINTERRUPTED), origin);
    values += sums.values;
    squares += sums.squares;
  }
  return { values, squares };
}

function plainSums(list: Float64Array, origin: number): Sums {
  let values = 0;
  let squares = 0;
  for (let at = 0; at < list.length; at++) {
    const value = (list[at] as number) - origin;
    values += value;
    squares += value * value;
  }
  return { values, squares };
}

/** The sums of the first 0, 1, 2, … values. */
function outwards(list: Float64Array, origin: number) {
  const values = new Float64Array(list.length + 1);
  const squares = new Float64Array(list.length + 1);
  for (let at = 0; at < list.length; at++) {
    const value = (list[at] as number) - origin;
    values[at + 1] = (values[at] as number) + value;
    squares[at + 1] = (squares[at] as number) + value * value;
  }
  return { values, squares };
}
