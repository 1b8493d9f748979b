/** Mean and sample standard deviation (divided by n - 1) of a run of sorted values. */
export interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * The moments of any run of the sorted values from `from` up to `end` that includes their middle, each in an instant.
 * Sums are kept outwards from the middle, as distances from the middle value: a value that is left out is then in no sum
 * that is used, while sums of all values less those left out would have lost their digits to them.
 */
export function sumsFromMiddle(sorted: Float64Array): (from: number, end: number) => Moments {
  const middle = sorted.length >>> 1;
  const origin = sorted[middle] as number;
  const down = cumulated(middle, (steps) => (sorted[middle - 1 - steps] as number) - origin);
  const up = cumulated(sorted.length - middle, (steps) => (sorted[middle + steps] as number) - origin);

  return (from, end) => {
    const count = end - from;
    const [below, above] = [middle - from, end - middle];
    const total = (down.sums[below] as number) + (up.sums[above] as number);
    const squares = (down.squares[below] as number) + (up.squares[above] as number);
    const variance = Math.max(0, squares - (total * total) / count) / (count - 1);
    return { mean: origin + total / count, deviation: Math.sqrt(variance) };
  };
}

/** The sums of the first 0, 1, 2, … values, and of their squares. */
function cumulated(count: number, valueAt: (index: number) => number) {
  const sums = new Float64Array(count + 1);
  const squares = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) {
    const value = valueAt(index);
    sums[index + 1] = (sums[index] as number) + value;
    squares[index + 1] = (squares[index] as number) + value * value;
  }
  return { sums, squares };
}
