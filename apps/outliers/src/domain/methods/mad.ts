import { medianAbsoluteDeviation } from '../median-absolute-deviation';
import { quantile } from '../quantile';
import { sortInTurns } from '../sort-in-turns';
import type { Turns } from '../turns';
import type { Estimate } from './judge-by-distance';
import { MEAN_AD_CONSISTENCY, MEAN_AD_NOTE, meanAbsoluteDeviation } from './mean-absolute-deviation';

/** The factor in the modified z-score: the upper quartile of the normal distribution, to four digits as published. */
const NORMAL_QUARTILE = 0.6745;

const MEDIAN = 'the median';

/**
 * The modified z-score of Iglewicz and Hoaglin (1993). A MAD of 0 would make every value that differs an outlier without
 * bounds; then the mean absolute deviation takes its place, as they and others after them do.
 */
export async function madEstimate(values: Float64Array, turns: Turns): Promise<Estimate> {
  const sorted = await sortInTurns(values, turns);
  const median = quantile(sorted, 0.5);
  const mad = medianAbsoluteDeviation(sorted, median);
  if (mad > 0) {
    const names = { low: MEDIAN, high: MEDIAN, units: 'scaled median absolute deviations' };
    return { low: median, high: median, scale: mad / NORMAL_QUARTILE, names };
  }
  return {
    ...{ low: median, high: median, scale: MEAN_AD_CONSISTENCY * meanAbsoluteDeviation(sorted, median) },
    names: { low: MEDIAN, high: MEDIAN, units: 'scaled mean absolute deviations' },
    note: MEAN_AD_NOTE,
  };
}
