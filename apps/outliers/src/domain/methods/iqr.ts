import { quantile } from '../quantile';
import { sortInTurns } from '../sort-in-turns';
import type { Turns } from '../turns';
import type { Yardstick } from './by-distance';
import { DEVIATIONS_IN_MEAN_DISTANCE, MEAN_DISTANCE_NOTE, meanDistance } from './mean-distance';

/** On normal data the interquartile range is so many standard deviations. */
const IQR_IN_DEVIATIONS = 1.3489795003921634;

const QUARTILES = { low: 'the lower quartile', high: 'the upper quartile' };

/** Interquartile ranges beyond the quartiles, Tukey's fences (1977). An IQR of 0 is replaced as a MAD of 0 is. */
export async function iqrYardstick(values: Float64Array, turns: Turns): Promise<Yardstick> {
  const sorted = await sortInTurns(values, turns);
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  if (high > low) {
    return { low, high, unit: high - low, names: { ...QUARTILES, units: 'interquartile ranges' } };
  }
  const spread = DEVIATIONS_IN_MEAN_DISTANCE * meanDistance(sorted, quantile(sorted, 0.5));
  return {
    ...{ low, high, unit: IQR_IN_DEVIATIONS * spread },
    names: { ...QUARTILES, units: 'interquartile ranges of equal spread' },
    note: MEAN_DISTANCE_NOTE,
  };
}
