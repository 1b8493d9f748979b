import { sum, sumOfSquares } from '../pairwise-sum';
import type { Turns } from '../turns';
import type { Estimate } from './judge-by-distance';

/** Standard deviations of the population from the mean, after Shewhart (1931). */
export async function sigmaEstimate(values: Float64Array, turns: Turns): Promise<Estimate> {
  const mean = (await sum(values, turns)) / values.length;
  const scale = Math.sqrt((await sumOfSquares(values, mean, turns)) / values.length);
  return {
    low: mean,
    high: mean,
    scale,
    names: { low: 'the mean', high: 'the mean', units: 'standard deviations' },
  };
}
