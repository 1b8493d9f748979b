import { type CallContext, DomainError } from '@killrvideo/core';

import { sum, sumOfSquares } from './pairwise-sum';
import { type Turns, turnsOf } from './turns';

/** Values whose distance is looked at without looking at the clock. */
const UNINTERRUPTED = 256 * 1024;

/**
 * The positions of the values that are more than two standard deviations (of the population) away from the mean,
 * ascending. Mean, deviation and comparison are numpy's, bit for bit.
 */
export async function detect(values: Float64Array, call: CallContext): Promise<number[]> {
  const turns = turnsOf(call);
  const total = await sum(values, turns);
  // A value that is not finite makes the sum so, and only then it is worth looking for.
  if (!Number.isFinite(total)) refuseNotFinite(values);
  const mean = total / values.length;
  const deviation = Math.sqrt((await sumOfSquares(values, mean, turns)) / values.length);
  return beyond(values, mean, 2 * deviation, turns);
}

async function beyond(values: Float64Array, mean: number, distance: number, turns: Turns): Promise<number[]> {
  const positions: number[] = [];
  for (let from = 0; from < values.length; from += UNINTERRUPTED) {
    if (turns.over()) await turns.next();
    const end = Math.min(from + UNINTERRUPTED, values.length);
    for (let at = from; at < end; at++) {
      if (Math.abs((values[at] as number) - mean) > distance) positions.push(at);
    }
  }
  return positions;
}

/** Finite values may have an infinite sum, too; then nothing is refused, and numpy finds nothing. */
function refuseNotFinite(values: Float64Array): void {
  const position = values.findIndex((value) => !Number.isFinite(value));
  if (position < 0) return;
  throw new DomainError(
    'invalid-argument',
    `metrics[${position}].value is ${values[position]}: only finite values can be compared`,
  );
}
