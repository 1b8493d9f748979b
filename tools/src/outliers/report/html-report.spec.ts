import { Verdict, type SeriesResult } from '@killrvideo/proto/outliers-v1';

import type { JudgedSeries } from '../judged-series';
import { htmlReport } from './html-report';
import { linePath } from './line-path';
import { scaleOf, timeScaleOf } from './scale';

const none = { series: [], notes: [], problems: [], problemCount: 0 };

function judged(name: string, values: number[], over: Partial<SeriesResult> = {}): JudgedSeries {
  return {
    series: { name, times: values.map((_, at) => at * 60_000), values },
    result: {
      ...{ name, verdict: Verdict.VERDICT_JUDGED, rule: undefined, expected: { lower: 0, upper: 10 } },
      ...{ outlierCount: 0, outliers: [], note: '' },
      ...over,
    },
  };
}
const outlier = (index: number, value: number) => ({
  ...{ index, value, score: value, expected: undefined, reason: `${value} is <b>far</b> out` },
});

describe('the report', () => {
  it('shows each series, its band, and its outliers with their reasons', () => {
    const page = htmlReport(
      'cpu.csv',
      [judged('cpu', [1, 2, 99, 3], { outlierCount: 1, outliers: [outlier(2, 99)] })],
      none,
    );
    expect(page).toContain('1 outlier in 1 series of 1, which have 4 values');
    expect(page.match(/<svg /g)).toHaveLength(1);
    expect(page).toContain('class="band"');
    expect(page).toContain('<title>1970-01-01 00:02:00: 99 is &lt;b&gt;far&lt;/b&gt; out</title>');
    expect(page.match(/class="dot"/g)).toHaveLength(1);
    expect(page).toContain('<a href="#series-0">cpu</a>');
    expect(page).toContain('Times are UTC');
  });

  it('lets nobody write into the page', () => {
    const page = htmlReport('<script>', [judged('<img src=x onerror="alert(1)">', [1, 2])], {
      ...none,
      ...{ problems: ['line 1: <script>'], problemCount: 1 },
    });
    expect(page).not.toMatch(/<script|<img/);
  });

  it('shows control characters and marks of direction', () => {
    const page = htmlReport('a\u0000', [judged('\u001b[31m\u202eb', [1, 2])], {
      ...none,
      ...{ notes: ['\u0007'], problems: ['\u009b'], problemCount: 1 },
    });
    expect(page).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    for (const shown of ['a\\u0000', '\\u001b[31m\\u202eb', '\\u0007', '\\u009b'])
      expect(page).toContain(shown);
  });

  it('tells how the input was read and what was left out', () =>
    expect(
      htmlReport('a', [judged('a', [1])], { ...none, notes: ['cpu: 1 NaN (line 2) left out'] }),
    ).toContain('<li>cpu: 1 NaN (line 2) left out</li>'));

  it('has labels that keep their size, and fewer of them where it is narrow', () => {
    const page = htmlReport('a', [judged('a', Array<number>(600).fill(1))], none);
    expect(page).not.toContain('<text');
    expect(page).toMatch(
      /<div class="x"><span class="first" style="left:0%">00:00<\/span><span class="wide-only"/,
    );
    expect(page).toContain('@media (max-width');
  });

  it('needs nothing from elsewhere', () => {
    const page = htmlReport('a', [judged('a', [1, 2, 3])], none);
    expect(page).not.toMatch(/https?:|src=|@import|url\(/);
  });

  it('has pictures of the fifty most striking series, and a row for every one', () => {
    const all = Array.from({ length: 80 }, (_, at) =>
      judged(`s${at}`, [1, 2, at], { outliers: [outlier(2, at)], outlierCount: 1 }),
    );
    const page = htmlReport('many', all, none);
    expect(page.match(/<svg /g)).toHaveLength(50);
    expect(page.match(/<tr><td>/g)).toHaveLength(80);
    expect(page).toContain('aria-label="s79"');
    expect(page).not.toContain('aria-label="s29"');
    expect(page).toContain('pictures of the 50 most striking series, and then <a href="#all">');
    expect(page).toContain('id="all"');
  });

  it('stays small with long series', () => {
    const values = Array.from({ length: 100_000 }, (_, at) => Math.sin(at) * 10);
    expect(htmlReport('long', [judged('long', values)], none).length).toBeLessThan(60_000);
  });

  it('copes with one value, none, and equal ones', () => {
    for (const values of [[], [5], [5, 5, 5]]) {
      const page = htmlReport('odd', [judged('odd', values, { expected: undefined })], none);
      expect(page).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

describe('the line', () => {
  it('goes through every point of a short series', () => {
    const path = linePath({ length: 3, x: (at) => at, y: (at) => at * 2 }, 100);
    expect(path).toBe('M0.0 0.0L1.0 2.0L2.0 4.0');
  });

  it('keeps the extremes of every column of a long one', () => {
    const y = (at: number) => (at === 5555 ? 1000 : at % 7);
    const path = linePath({ length: 10_000, x: (at) => at / 100, y }, 100);
    expect(path).toContain('L55.5 1000.0');
    expect(path.split('L').length).toBeLessThanOrEqual(200);
  });
});

describe('a scale', () => {
  it('has round ticks within its range', () => {
    expect(scaleOf(0, 97, 0, 100, 5).ticks).toEqual([0, 20, 40, 60, 80]);
    expect(scaleOf(-3, 3, 0, 1, 5).ticks).toEqual([-2, 0, 2]);
    const hour = 3_600_000;
    expect(timeScaleOf(1, 10 * hour, 0, 1, 5).ticks).toEqual([3, 6, 9].map((each) => each * hour));
  });

  it('maps one value, too', () => expect(scaleOf(5, 5, 0, 100, 5).at(5)).toBe(50));
});
