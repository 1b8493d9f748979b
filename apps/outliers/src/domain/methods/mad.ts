import { medianDistance, quantile } from '../quantile';
import { sortInTurns } from '../sort-in-turns';
import type { Turns } from '../turns';
import type { Yardstick } from './by-distance';
import { DEVIATIONS_IN_MEAN_DISTANCE, MEAN_DISTANCE_NOTE, meanDistance } from './mean-distance';

/** The factor in the modified z-score: the upper quartile of the normal distribution, to four digits as published. */
const QUARTILE = 0.6745;

const MEDIAN = 'the median';

/**
 * The modified z-score of Iglewicz and Hoaglin (1993). A MAD of 0 would make every value that differs an outlier without
 * bounds; then the mean absolute deviation takes its place, as they and others after them do.
 */
export async function madYardstick(values: Float64Array, turns: Turns): Promise<Yardstick> {
  const sorted = await sortInTurns(values, turns);
  const median = quantile(sorted, 0.5);
  const mad = medianDistance(sorted, median);
  if (mad > 0) {
    const names = { low: MEDIAN, high: MEDIAN, units: 'scaled median absolute deviations' };
    return { low: median, high: median, unit: mad / QUARTILE, names };
  }
  return {
    ...{ low: median, high: median, unit: DEVIATIONS_IN_MEAN_DISTANCE * meanDistance(sorted, median) },
    names: { low: MEDIAN, high: MEDIAN, units: 'scaled mean absolute deviations' },
    note: MEAN_DISTANCE_NOTE,
  };
}
