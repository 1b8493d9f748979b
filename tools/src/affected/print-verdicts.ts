import type { Verdict } from './prove-case';

const COLUMNS = ['change', 'expected', 'got'] as const;

/** A table of all cases, below it what is wrong with those that failed, and last the counts. */
export function printVerdicts(verdicts: readonly Verdict[]): string {
  const head = { change: 'change', expected: 'expected', got: 'got' };
  const widths = COLUMNS.map((column) => Math.max(...[head, ...verdicts].map((row) => row[column].length)));
  const line = (row: Pick<Verdict, (typeof COLUMNS)[number]>, verdict: string): string =>
    [...COLUMNS.map((column, index) => row[column].padEnd(widths[index] ?? 0)), verdict].join('  ');
  const failed = verdicts.filter(({ problems }) => problems.length > 0);
  return [
    line(head, ''),
    ...verdicts.map((verdict) => line(verdict, verdict.problems.length === 0 ? 'OK' : 'NOT')),
    '',
    ...failed.flatMap(({ change, problems }) => [
      `NOT: ${change}`,
      ...problems.map((problem) => `  ${problem}`),
    ]),
    `${verdicts.length - failed.length} passed, ${failed.length} failed`,
  ].join('\n');
}
