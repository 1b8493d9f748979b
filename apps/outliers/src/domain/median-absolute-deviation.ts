/** The median of the distances from `centre`, without sorting again: the nearest values are taken from both sides. */
export function medianAbsoluteDeviation(sorted: Float64Array, centre: number): number {
  const { length } = sorted;
  let right = firstAtLeast(sorted, centre);
  let left = right - 1;
  let [last, beforeLast] = [0, 0];
  for (let taken = 0; taken <= length >>> 1; taken++) {
    const toLeft = left < 0 ? Infinity : centre - (sorted[left] as number);
    const toRight = right >= length ? Infinity : (sorted[right] as number) - centre;
    beforeLast = last;
    if (toLeft < toRight) [last, left] = [toLeft, left - 1];
    else [last, right] = [toRight, right + 1];
  }
  return length % 2 === 1 ? last : (beforeLast + last) / 2;
}

/** Where the first value stands that is not below `value`. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [from, end] = [0, sorted.length];
  while (from < end) {
    const middle = (from + end) >>> 1;
    if ((sorted[middle] as number) < value) from = middle + 1;
    else end = middle;
  }
  return from;
}
