/** The consistency factor: on normal data the standard deviation is so many mean absolute deviations. */
export const MEAN_AD_CONSISTENCY = Math.sqrt(Math.PI / 2);

/** What a result says when its scale is not the one of its method. */
export const MEAN_AD_NOTE =
  'At least half of the values are equal, so distances are measured by the mean absolute deviation from the median.';

/** The mean distance from `centre`: not robust, but above 0 as soon as two values differ. */
export function meanAbsoluteDeviation(values: Float64Array, centre: number): number {
  let total = 0;
  for (const value of values) total += Math.abs(value - centre);
  return total / values.length;
}
