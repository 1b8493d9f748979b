import type { SeriesResult } from '@killrvideo/proto/outliers-v1';

import type { MeasuredSeries } from './measurements';

/** A series and what the service says of it. */
export interface JudgedSeries {
  readonly series: MeasuredSeries;
  readonly result: SeriesResult;
}

/** How far out the farthest value is; 0 where there is no outlier. */
export function strikingness({ result }: JudgedSeries): number {
  return result.outliers.reduce((most, { score }) => Math.max(most, Math.abs(score)), 0);
}

/** The most striking first; those without outliers by name, last those that could not be judged. */
export function byStrikingness(judged: readonly JudgedSeries[]): JudgedSeries[] {
  const rank = (each: JudgedSeries) => (each.result.expected === undefined ? -1 : strikingness(each));
  return [...judged].sort((a, b) => rank(b) - rank(a) || a.series.name.localeCompare(b.series.name));
}
