import { GAP, textTable } from '../workspace/text-table';
import { visibleText } from '../workspace/visible-text';
import { byStrikingness, type JudgedSeries } from './judged-series';
import { shownBand, shownNumber, shownTime } from './numbers';

const MAX_ROWS = 30;
/** Names are not cut shorter than this, even if lines are longer than the terminal then. */
const MIN_NAME = 48;

/** The most striking series as a table of so many columns of text; how many more there are below it. */
export function tableOf(judged: readonly JudgedSeries[], columns: number): string {
  const shown = byStrikingness(judged).slice(0, MAX_ROWS);
  const notes = [...new Set(shown.map(({ result }) => result.note))].filter((note) => note !== '');
  const markOf = (note: string) => (note === '' ? '' : `[${notes.indexOf(note) + 1}]`);
  const rows = [
    ['series', 'values', 'outliers', 'most striking', 'expected', ''],
    ...shown.map((each) => [...rowOf(each), markOf(each.result.note)]),
  ];
  const widthOf = (column: number): number =>
    Math.max(...rows.map((row) => [...(row[column] as string)].length));
  const others = rows[0]!.reduce(
    (sum, _, column) => (column === 0 ? sum : sum + GAP.length + widthOf(column)),
    0,
  );
  for (const row of rows) row[0] = shortened(row[0] as string, Math.max(MIN_NAME, columns - others));
  const lines = textTable(rows, (column) => column === 1 || column === 2);
  const more = judged.length - shown.length;
  return [
    ...lines,
    ...(more > 0 ? [`… and ${more} more, all of them in the report`] : []),
    ...notes.map((note) => `${markOf(note)} ${visibleText(note)}`),
  ].join('\n');
}

function rowOf({ series, result }: JudgedSeries): string[] {
  const { name, values, times } = series;
  const [first] = [...result.outliers].sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
  const when =
    first && times ? ` at ${shownTime(times[first.index] as number)}` : first ? ` at ${first.index}` : '';
  return [
    visibleText(name),
    String(values.length),
    result.expected === undefined ? '–' : String(result.outlierCount),
    first ? `${shownNumber(first.value)}${when}` : '',
    result.expected ? shownBand(result.expected) : '',
  ];
}

function shortened(name: string, width: number): string {
  const characters = [...name];
  return characters.length <= width ? name : `${characters.slice(0, width - 1).join('')}…`;
}
