import { createHash } from 'node:crypto';

import { DomainError } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import recorded from '../../fixtures/detect.json';
import { detect } from './detect';
import { sum, sumOfSquares } from './pairwise-sum';
import { seededSeries, type SeriesKind } from './seeded-series.testing';
import { turnsOf } from './turns';

/** One answer of numpy; `indices` is a SHA-256 where there are many. */
interface Recorded {
  name?: string;
  runs?: [value: number, count: number][];
  seeded?: [kind: SeriesKind, length: number, seed: number, scale: number];
  mean: number | null;
  deviation: number | null;
  count: number;
  indices: number[] | string;
}

const cases = recorded.cases as unknown as Recorded[];
const edges = cases.filter(({ name }) => name !== undefined);
const series = cases.filter(({ seeded }) => seeded !== undefined);

function valuesOf({ runs = [], seeded }: Recorded): Float64Array {
  if (seeded) return seededSeries(...seeded);
  return Float64Array.from(runs.flatMap(([value, count]) => Array<number>(count).fill(value)));
}

async function momentsOf(values: Float64Array): Promise<{ mean: number | null; deviation: number | null }> {
  const turns = turnsOf(testCall());
  const mean = (await sum(values, turns)) / values.length;
  const deviation = Math.sqrt((await sumOfSquares(values, mean, turns)) / values.length);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return { mean: finite(mean), deviation: finite(deviation) };
}

async function expectAsRecorded(expected: Recorded): Promise<void> {
  const values = valuesOf(expected);
  const { mean, deviation } = expected;
  expect(await momentsOf(values)).toEqual({ mean, deviation });
  const positions = await detect(values, testCall());
  expect(positions).toHaveLength(expected.count);
  const shown =
    typeof expected.indices === 'string'
      ? createHash('sha256').update(positions.join()).digest('hex')
      : positions;
  expect(shown).toEqual(expected.indices);
}

describe('detection is numpy’s, bit for bit,', () => {
  it.each(edges.map((each) => [each.name, each] as const))('for %s', (_name, edge) => expectAsRecorded(edge));

  it.each([
    ['every size up to 300', 1, 300],
    ['sizes around the blocks of numpy’s sum', 301, 200_000],
    ['a million values', 200_001, 1_000_000],
  ])('for %s', async (_what, from, to) => {
    const chosen = series.filter(({ seeded: [, n] = ['', 0] }) => n >= from && n <= to);
    expect(chosen.length).toBeGreaterThan(1);
    for (const each of chosen) await expectAsRecorded(each);
  });
});

describe('detection', () => {
  it.each([NaN, Infinity, -Infinity])('refuses %d and names its first position', async (bad) => {
    const refused = detect(Float64Array.of(1, 2, bad, 4, bad), testCall());
    await expect(refused).rejects.toMatchObject({ kind: 'invalid-argument' });
    await expect(refused).rejects.toThrow(`metrics[2].value is ${bad}`);
  });

  it('finds what is infinite when the values cancel out', async () => {
    await expect(detect(Float64Array.of(Infinity, -Infinity), testCall())).rejects.toThrow('metrics[0]');
  });

  it('leaves long work when nobody waits for it any more', async () => {
    const call = testCall(1);
    await expect(detect(new Float64Array(2_000_000), call)).rejects.toBeInstanceOf(DomainError);
  });

  it('lets others have the event loop during long work', async () => {
    let turnsOfOthers = 0;
    const others = setInterval(() => turnsOfOthers++, 1);
    await detect(new Float64Array(2_000_000), testCall());
    clearInterval(others);
    expect(turnsOfOthers).toBeGreaterThan(1);
  });
});
