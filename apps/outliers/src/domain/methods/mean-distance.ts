/** On normal data the standard deviation is so many mean absolute deviations: sqrt(pi / 2). */
export const DEVIATIONS_IN_MEAN_DISTANCE = Math.sqrt(Math.PI / 2);

/** What a result says when its spread is not measured as its method does. */
export const MEAN_DISTANCE_NOTE =
  'At least half of the values are equal, so distances are measured by the mean absolute deviation from the median.';

/** The mean absolute deviation from `centre`: not robust, but above 0 as soon as two values differ. */
export function meanDistance(values: Float64Array, centre: number): number {
  let total = 0;
  for (const value of values) total += Math.abs(value - centre);
  return total / values.length;
}
