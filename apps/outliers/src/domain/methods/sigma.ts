import { sum, sumOfSquares } from '../pairwise-sum';
import type { Turns } from '../turns';
import type { Yardstick } from './by-distance';

/** Standard deviations of the population from the mean, after Shewhart (1931). */
export async function sigmaYardstick(values: Float64Array, turns: Turns): Promise<Yardstick> {
  const mean = (await sum(values, turns)) / values.length;
  const unit = Math.sqrt((await sumOfSquares(values, mean, turns)) / values.length);
  return {
    low: mean,
    high: mean,
    unit,
    names: { low: 'the mean', high: 'the mean', units: 'standard deviations' },
  };
}
