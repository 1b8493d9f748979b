import { testCall } from '@killrvideo/testing';

import recorded from '../../../fixtures/methods.json';
import { judgeSeries, type SeriesResult } from '../judge-series';
import type { Direction, Method, Rule } from '../rule';
import { seededSeries, type SeriesKind } from '../seeded-series.testing';
import { sortInTurns } from '../sort-in-turns';
import { turnsOf } from '../turns';
import { criticalValue, esdSteps } from './judge-by-esd';
import { momentsOfRuns } from './moments-of-runs';

interface RecordedSeries {
  seeded?: [kind: SeriesKind, length: number, seed: number, scale: number];
  values?: number[];
  indices: number[];
}

interface RecordedDistance extends RecordedSeries {
  method: Method;
  threshold: number;
  lower: number;
  upper: number;
  scores: number[];
}

interface RecordedEsd extends RecordedSeries {
  alpha: number;
  bound: number;
  direction: Direction;
  steps?: [statistic: number, critical: number, taken: number][];
}

const distance = recorded.distance as unknown as RecordedDistance[];
const esd = recorded.esd as unknown as RecordedEsd[];

const valuesOf = ({ seeded, values = [] }: RecordedSeries) =>
  seeded ? seededSeries(...seeded) : Float64Array.from(values);

const ruleOf = (method: Method, threshold: number, over: Partial<Rule> = {}): Rule => ({
  ...{ method, threshold, direction: 'both', minValues: 3, maxOutliers: () => 0 },
  ...over,
});

const judge = (values: Float64Array, rule: Rule): Promise<SeriesResult> =>
  judgeSeries('', values, rule, values.length, turnsOf(testCall()));

function expectClose(actual: number | undefined, expected: number): void {
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(expected)));
}

describe.each(['sigma', 'mad', 'iqr'] as const)('%s', (method) => {
  const cases = distance.filter((each) => each.method === method);

  it('finds what scipy finds, with its scores and bounds', async () => {
    expect(cases.length).toBeGreaterThan(20);
    expect(cases.some(({ indices }) => indices.length > 0)).toBe(true);
    for (const expected of cases) {
      const result = await judge(valuesOf(expected), ruleOf(method, expected.threshold));
      expect(result.outliers.map(({ index }) => index)).toEqual(expected.indices);
      result.outliers.forEach(({ score }, at) => expectClose(score, expected.scores[at] as number));
      expectClose(result.expected?.lower, expected.lower);
      expectClose(result.expected?.upper, expected.upper);
    }
  });
});

describe('esd', () => {
  it('takes the published steps of Rosner’s example', async () => {
    const [published] = esd;
    const sorted = await sortInTurns(valuesOf(published!), turnsOf(testCall()));
    const momentsOf = await momentsOfRuns(sorted, 10, turnsOf(testCall()));
    const steps = [...esdSteps(sorted, momentsOf, 'both', 10)];
    // As printed in the paper and in the e-Handbook of NIST and SEMATECH.
    expect(steps.map(({ statistic }) => Number(statistic.toFixed(3)))).toEqual([
      3.119, 2.943, 3.179, 2.81, 2.816, 2.848, 2.279, 2.31, 2.102, 2.067,
    ]);
    const rule = { threshold: 0.05, direction: 'both' } as const;
    expect(steps.map(({ count }) => Number(criticalValue(count, rule).toFixed(3)))).toEqual([
      3.159, 3.151, 3.144, 3.136, 3.128, 3.12, 3.112, 3.103, 3.094, 3.085,
    ]);
    published!.steps!.forEach(([statistic, critical], at) => {
      expectClose(steps[at]!.statistic, statistic);
      expectClose(criticalValue(steps[at]!.count, rule), critical);
    });
  });

  it('finds Rosner’s three outliers, two of which hide behind the third', async () => {
    const rule = ruleOf('esd', 0.05, { maxOutliers: () => 10 });
    const { outliers, expected } = await judge(valuesOf(esd[0]!), rule);
    expect(outliers.map(({ value }) => value)).toEqual([5.34, 5.42, 6.01]);
    expect(expected!.upper).toBeGreaterThan(4.64);
    expect(expected!.upper).toBeLessThan(5.34);
  });

  it('finds what the plain way with scipy’s quantiles finds, on each side', async () => {
    expect(esd.length).toBeGreaterThan(30);
    for (const { alpha, bound, direction, ...series } of esd) {
      const rule = ruleOf('esd', alpha, { direction, maxOutliers: () => bound });
      const { outliers } = await judge(valuesOf(series), rule);
      expect(outliers.map(({ index }) => index)).toEqual(series.indices);
    }
  });

  it('says when it found as many as it looked for', async () => {
    const values = Float64Array.from({ length: 50 }, (_, index) =>
      index % 10 === 0 ? 1000 + index : index % 7,
    );
    const found = async (bound: number) => judge(values, ruleOf('esd', 0.05, { maxOutliers: () => bound }));
    expect(await found(10)).toMatchObject({ outlierCount: 5, note: '' });
    expect(await found(5)).toMatchObject({
      outlierCount: 5,
      note: expect.stringContaining('there may be more'),
    });
  });

  it('keeps its digits beside values of another scale', async () => {
    const values = Float64Array.from({ length: 100 }, (_, index) =>
      index < 3 ? 1e140 * (index + 1) : index % 10,
    );
    values[50] = 40;
    const { outliers } = await judge(values, ruleOf('esd', 0.05, { maxOutliers: () => 10 }));
    expect(outliers.map(({ index }) => index)).toEqual([0, 1, 2, 50]);
  });

  it('judges what differs from equal values', async () => {
    const values = new Float64Array(30).fill(5);
    expect(await judge(values, ruleOf('esd', 0.05, { maxOutliers: () => 3 }))).toMatchObject({
      outlierCount: 0,
      expected: { lower: 5, upper: 5 },
    });
    values[7] = 6;
    expect((await judge(values, ruleOf('esd', 0.05, { maxOutliers: () => 3 }))).outliers).toMatchObject([
      { index: 7, score: Infinity, reason: '6 is above the mean 5 of the others, which are all equal.' },
    ]);
  });
});
