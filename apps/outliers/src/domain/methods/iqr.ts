import { quantile } from '../quantile';
import { sortInTurns } from '../sort-in-turns';
import type { Turns } from '../turns';
import type { Estimate } from './judge-by-distance';
import { MEAN_AD_CONSISTENCY, MEAN_AD_NOTE, meanAbsoluteDeviation } from './mean-absolute-deviation';

/** On normal data the interquartile range is so many standard deviations. */
const NORMAL_IQR = 1.3489795003921634;

const QUARTILES = { low: 'the lower quartile', high: 'the upper quartile' };

/** Interquartile ranges beyond the quartiles, Tukey's fences (1977). An IQR of 0 is replaced as a MAD of 0 is. */
export async function iqrEstimate(values: Float64Array, turns: Turns): Promise<Estimate> {
  const sorted = await sortInTurns(values, turns);
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  if (high > low) {
    return { low, high, scale: high - low, names: { ...QUARTILES, units: 'interquartile ranges' } };
  }
  const spread = MEAN_AD_CONSISTENCY * meanAbsoluteDeviation(sorted, quantile(sorted, 0.5));
  return {
    ...{ low, high, scale: NORMAL_IQR * spread },
    names: { ...QUARTILES, units: 'interquartile ranges of equal spread' },
    note: MEAN_AD_NOTE,
  };
}
