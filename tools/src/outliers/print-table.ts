import { byStrikingness, type JudgedSeries } from './judged-series';
import { shownBand, shownNumber, shownTime } from './numbers';

const MAX_ROWS = 30;
const MAX_NAME = 48;

/** The most striking series as a table for a terminal; how many more there are below it. */
export function tableOf(judged: readonly JudgedSeries[]): string {
  const shown = byStrikingness(judged).slice(0, MAX_ROWS);
  const notes = [...new Set(shown.map(({ result }) => result.note))].filter((note) => note !== '');
  const markOf = (note: string) => (note === '' ? '' : `[${notes.indexOf(note) + 1}]`);
  const rows = [
    ['series', 'values', 'outliers', 'most striking', 'expected', ''],
    ...shown.map((each) => [...rowOf(each), markOf(each.result.note)]),
  ];
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] as string)].length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] as number, column === 1 || column === 2))
      .join('  ')
      .trimEnd(),
  );
  const more = judged.length - shown.length;
  return [
    ...lines,
    ...(more > 0 ? [`… and ${more} more, all of them in the report`] : []),
    ...notes.map((note) => `${markOf(note)} ${note}`),
  ].join('\n');
}

function rowOf({ series, result }: JudgedSeries): string[] {
  const { name, values, times } = series;
  const [first] = [...result.outliers].sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
  const when =
    first && times ? ` at ${shownTime(times[first.index] as number)}` : first ? ` at ${first.index}` : '';
  return [
    name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name,
    String(values.length),
    result.expected === undefined ? '–' : String(result.outlierCount),
    first ? `${shownNumber(first.value)}${when}` : '',
    result.expected ? shownBand(result.expected) : '',
  ];
}

function pad(cell: string, width: number, isNumber: boolean): string {
  const blanks = ' '.repeat(width - [...cell].length);
  return isNumber ? blanks + cell : cell + blanks;
}
