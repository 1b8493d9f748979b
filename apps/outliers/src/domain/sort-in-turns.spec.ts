import { testCall } from '@killrvideo/testing';

import { seededSeries } from './seeded-series.testing';
import { sortInTurns } from './sort-in-turns';
import { turnsOf } from './turns';

describe('sorting in turns', () => {
  it.each([0, 1, 2, 32_767, 32_768, 32_769, 65_536, 200_001])('sorts %d values', async (length) => {
    const values = seededSeries('heavy', length, length, 1);
    const before = Float64Array.from(values);
    const sorted = await sortInTurns(values, turnsOf(testCall()));
    expect(same(sorted, Float64Array.from(values).sort())).toBe(true);
    expect(same(values, before)).toBe(true);
  });
});

/** Much faster for many values than Jest's own look at each. */
function same(a: Float64Array, b: Float64Array): boolean {
  return Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
}
