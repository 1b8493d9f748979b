import { testCall } from '@killrvideo/testing';

import { detectInSeries, type GivenSeries } from './detect-in-series';
import type { GivenRule, Method } from './rule';
import { seededSeries } from './seeded-series.testing';

const METHODS = ['sigma', 'mad', 'iqr', 'esd'] as const;

const rule = (over: Partial<GivenRule> = {}): GivenRule => ({
  ...{ method: undefined, direction: undefined, threshold: 0, minValues: 0, maxOutliers: 0 },
  ...over,
});
const series = (values: ArrayLike<number>, over: Partial<GivenSeries> = {}): GivenSeries => ({
  ...{ name: 'cpu', values: Float64Array.from(values), rule: undefined },
  ...over,
});
const detect = (given: GivenSeries[], common?: Partial<GivenRule>) =>
  detectInSeries({ series: given, rule: common && rule(common) }, testCall());

/** Normally distributed noise (by Box and Muller's method), the same for the same seed. */
function noise(length: number, seed: number): Float64Array {
  const [radius, angle] = [
    seededSeries('uniform', length, seed, 1),
    seededSeries('uniform', length, seed + 7777, 1),
  ];
  return radius.map((u, at) => Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * (angle[at] as number)));
}

/** Noise with a share of its values, evenly spread, put where no noise is: 20 to 30 deviations up. */
function withBadValues(length: number, seed: number, share: number) {
  const values = noise(length, seed);
  const bad: number[] = [];
  for (let at = 0; at < length; at++) {
    if (Math.floor((at + 1) * share) === Math.floor(at * share)) continue;
    values[at] = 20 + (at % 11);
    bad.push(at);
  }
  return { values, bad };
}

describe('with its defaults', () => {
  it.each(METHODS)(
    '%s flags at most half a per cent of clean noise, at 100 values and more',
    async (method) => {
      for (const [length, repeats] of [
        [100, 100],
        [1000, 10],
        [20_000, 1],
      ] as const) {
        const given = Array.from({ length: repeats }, (_, at) => series(noise(length, length + at)));
        const flagged = (await detect(given, { method })).reduce(
          (sum, { outlierCount }) => sum + outlierCount,
          0,
        );
        expect(flagged / (length * repeats)).toBeLessThanOrEqual(0.005);
      }
    },
  );

  it.each(METHODS)('%s finds a single spike', async (method) => {
    const values = noise(100, 5);
    values[42] = 30;
    const [result] = await detect([series(values)], { method });
    expect(result?.outliers.map(({ index }) => index)).toContain(42);
  });

  it.each([
    ['mad', 0.4],
    ['iqr', 0.2],
    ['esd', 0.1],
  ] as const)('%s finds a share of bad values of %d, and nothing else to speak of', async (method, share) => {
    for (const length of [100, 1000, 5000]) {
      const { values, bad } = withBadValues(length, length, share);
      const [result] = await detect([series(values)], { method });
      const found = new Set(result?.outliers.map(({ index }) => index));
      expect(bad.slice(0, 1000).filter((index) => !found.has(index) && result!.outlierCount <= 1000)).toEqual(
        [],
      );
      expect(result!.outlierCount - bad.length).toBeLessThanOrEqual(length * 0.005);
      expect(result!.outlierCount).toBeGreaterThanOrEqual(bad.length);
    }
  });

  it('esd finds bad values up to the bound it is given, where the rule of two deviations is blind', async () => {
    const { values, bad } = withBadValues(200, 9, 0.45);
    const [result] = await detect([series(values)], { method: 'esd', maxOutliers: 95 });
    expect(result?.outliers.map(({ index }) => index)).toEqual(bad);
  });
});

describe('a rule', () => {
  const values = [...noise(50, 1), 40, -40];

  it('looks on the side it names', async () => {
    for (const method of METHODS) {
      const found = async (direction: 'both' | 'high' | 'low') =>
        (await detect([series(values)], { method, direction }))[0];
      expect((await found('both'))?.outliers.map(({ index }) => index)).toEqual([50, 51]);
      expect(await found('high')).toMatchObject({
        expected: { lower: -Infinity },
        outliers: [{ index: 50 }],
      });
      expect(await found('low')).toMatchObject({ expected: { upper: Infinity }, outliers: [{ index: 51 }] });
    }
  });

  it('says from which score on a value stands out', async () => {
    const [low, high] = await detect([
      series(values, { rule: rule({ method: 'mad', threshold: 1 }) }),
      series(values, { rule: rule({ method: 'mad', threshold: 1000 }) }),
    ]);
    expect(low?.outlierCount).toBeGreaterThan(2);
    expect(high).toMatchObject({ outlierCount: 0, outliers: [] });
  });

  it('is the series’ own before the common one, and a default where there is neither', async () => {
    const [own, common] = await detect([series(values, { rule: rule({ method: 'iqr' }) }), series(values)], {
      method: 'sigma',
    });
    const [neither] = await detect([series(values)]);
    expect([own, common, neither].map((each) => each?.rule.method)).toEqual(['iqr', 'sigma', 'mad']);
  });

  it('does not judge a series of too few values, and says so', async () => {
    const few = (method: Method, length: number) => detect([series(noise(length, 3))], { method });
    for (const [method, enough] of [
      ['sigma', 11],
      ['mad', 10],
      ['iqr', 10],
      ['esd', 15],
    ] as const) {
      expect(await few(method, enough - 1)).toMatchObject([
        {
          expected: undefined,
          outlierCount: 0,
          note: `${enough - 1} values are too few: ${enough} are needed.`,
        },
      ]);
      expect((await few(method, enough))[0]?.expected).toBeDefined();
    }
    const [empty, one] = await detect([series([]), series([1])], { minValues: 3 });
    expect([empty?.note, one?.note]).toEqual([
      '0 values are too few: 3 are needed.',
      '1 value is too few: 3 are needed.',
    ]);
  });

  it('is refused with the names of all its bad fields', async () => {
    const refused = detect([series([1], { rule: rule({ method: 'unknown', threshold: -1 }) })], {
      ...{ method: 'esd', direction: 'unknown', threshold: 1, minValues: 2, maxOutliers: -1 },
    });
    await expect(refused).rejects.toMatchObject({ kind: 'invalid-argument' });
    await expect(refused).rejects.toThrow(
      'rule.direction does not exist; rule.threshold must be below 1: for METHOD_ESD it is a level of significance; ' +
        'rule.min_values must be from 3 to 1000000; rule.max_outliers must not be negative; ' +
        'series[0].rule.method does not exist; series[0].rule.threshold must be above 0 and finite',
    );
    await expect(detect([], { method: 'mad', maxOutliers: 3 })).rejects.toThrow(
      'an option of METHOD_ESD only',
    );
  });
});

describe('an answer', () => {
  it('says why, in a sentence', async () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1000];
    const reasons: Record<string, string | undefined> = {};
    for (const method of METHODS) {
      const [result] = await detect([series(values)], { method, minValues: 3 });
      reasons[method] = result?.outliers[0]?.reason;
    }
    expect(reasons).toEqual({
      sigma: '1000 is 3.464 standard deviations above the mean 82.92; values up to 877.2 are expected.',
      mad: '1000 is 223.3 scaled median absolute deviations above the median 7; values up to 22.57 are expected.',
      iqr: '1000 is 165 interquartile ranges above the upper quartile 10; values up to 23.2 are expected.',
      esd: '1000 is 275.5 standard deviations above the mean 6.5 of the others; values up to 15.2 are expected.',
    });
  });

  it('measures otherwise where most values are equal, and says so', async () => {
    const values = [...Array<number>(80).fill(0), ...Array<number>(19).fill(1), 50];
    for (const method of ['mad', 'iqr'] as const) {
      const [result] = await detect([series(values)], { method });
      expect(result?.outliers.map(({ index }) => index)).toEqual([99]);
      expect(result?.note).toContain('At least half of the values are equal');
    }
  });

  it('finds nothing in a series of equal values', async () => {
    for (const method of METHODS) {
      const [result] = await detect([series(new Float64Array(100).fill(0.1))], { method });
      expect(result).toMatchObject({ outlierCount: 0, expected: expect.anything() });
    }
  });

  it('lists the most striking of very many, by index, and counts them all', async () => {
    const values = Array.from({ length: 10_000 }, (_, at) => (at % 5 === 0 ? 1000 + at : at % 7));
    const [result] = await detect([series(values)]);
    expect(result?.outlierCount).toBe(2000);
    expect(result?.outliers.map(({ index }) => index)).toEqual(
      Array.from({ length: 1000 }, (_, at) => 5000 + at * 5),
    );
    const all = await detect(Array.from({ length: 25 }, () => series(values)));
    expect(all.map(({ outliers }) => outliers.length)).toEqual([
      ...Array<number>(20).fill(1000),
      0,
      0,
      0,
      0,
      0,
    ]);
  });

  it('comes for each series, whatever its name', async () => {
    const results = await detect([
      series([], { name: 'a' }),
      series([], { name: '' }),
      series([], { name: 'a' }),
    ]);
    expect(results.map(({ name }) => name)).toEqual(['a', '', 'a']);
    expect(await detect([])).toEqual([]);
  });
});

describe('a request', () => {
  it.each([
    [
      'a value that is not a number',
      series([1, NaN]),
      'series[0].values[1] is NaN: it must be within 1e150 of 0',
    ],
    ['an infinite value', series([-Infinity]), 'series[0].values[0] is -Infinity'],
    ['a value whose square is infinite', series([1e200]), 'series[0].values[0] is 1e+200'],
    [
      'a name above 1 KiB',
      series([], { name: 'x'.repeat(1025) }),
      'series[0].name has 1025 bytes, more than 1024',
    ],
  ])('is refused with %s', async (_what, bad, message) => {
    await expect(detect([bad])).rejects.toThrow(message);
  });

  it('has at most 10,000 series', async () => {
    const many = Array.from({ length: 10_001 }, () => series([]));
    expect(await detect(many.slice(1))).toHaveLength(10_000);
    await expect(detect(many)).rejects.toThrow('series has 10001 entries, more than 10000');
  });
});
