import { Verdict, type SeriesResult } from '@killrvideo/proto/outliers-v1';

import type { JudgedSeries } from './judged-series';
import { tableOf } from './print-table';

function judged(name: string, over: Partial<SeriesResult> = {}, times?: number[]): JudgedSeries {
  const expected = { lower: 1, upper: 2 };
  return {
    series: { name, times, values: [1, 2, 99] },
    result: {
      ...{
        name,
        verdict: Verdict.VERDICT_JUDGED,
        rule: undefined,
        expected,
        outlierCount: 0,
        outliers: [],
        note: '',
      },
      ...over,
    },
  };
}
const outliers = [{ index: 2, value: 99, score: -7.5, expected: undefined, reason: 'far out' }];

describe('the table', () => {
  it('has the most striking series first, and notes below', () => {
    const table = tableOf(
      [
        judged('quiet'),
        judged('short', { expected: undefined, note: 'Too few.' }),
        judged('loud', { outlierCount: 1, outliers }, [0, 1000, 2000]),
        judged('by number', { outlierCount: 1, outliers: [{ ...outliers[0]!, score: 3 }], note: 'Odd.' }),
      ],
      80,
    );
    expect(table.split('\n')).toEqual([
      'series     values  outliers  most striking              expected',
      'loud            3         1  99 at 1970-01-01 00:00:02  1 to 2',
      'by number       3         1  99 at 2                    1 to 2    [1]',
      'quiet           3         0                             1 to 2',
      'short           3         –                                       [2]',
      '[1] Odd.',
      '[2] Too few.',
    ]);
  });

  it('shows control characters, which the terminal would obey', () => {
    const table = tableOf([judged('\u001b[31mred\u202e'), judged('a', { note: '\u0007' })], Infinity);
    expect(table).toMatch(/^\\u001b\[31mred\\u202e +3 /m);
    expect(table).toContain('[1] \\u0007');
  });

  it('says how many series it leaves out', () => {
    const table = tableOf(
      Array.from({ length: 100 }, (_, at) => judged(`series ${at}`)),
      80,
    );
    expect(table.split('\n')).toHaveLength(32);
    expect(table).toContain('… and 70 more, all of them in the report');
  });

  it('is as wide as the terminal, with names cut where they must be', () => {
    const name = `http_requests{${'x'.repeat(100)}}`;
    const widthIn = (columns: number) => tableOf([judged(name)], columns).split('\n')[0]!.length;
    expect([widthIn(120), widthIn(1000), widthIn(Infinity)]).toEqual([118, 158, 158]);
    expect(tableOf([judged(name)], 120)).toContain(`${name.slice(0, 74)}…`);
    expect(tableOf([judged(name)], 20)).toContain(`${name.slice(0, 47)}…`);
  });
});
