import { InputRefused } from '../input-refused';
import {
  MAX_VALUES,
  measurementCollector,
  repeatedTimes,
  tooManyValues,
  type Measurements,
} from '../measurements';
import { labelledName } from '../labelled-name';
import { quoted, shown } from '../shown';
import { parseTime } from '../times/parse-time';
import type { DateOrder, TimeOf } from '../times/time-column';
import { columnSurvey, survey, type ColumnSurvey, type Expectation } from './column-survey';
import { decimalMarkOf } from './decimal-mark';
import { columnName, EXPECTED_TABLE, isHeading, isKnown, layoutOf, type Layout } from './layout';
import { missingValue, readNumber, type DecimalMark } from './number-text';
import { eachRow, type Comments } from './rows';
import { separatorOf } from './separator';

/** What a file cannot tell by itself. */
export interface CsvChoices {
  readonly dates: DateOrder | undefined;
  readonly decimals: DecimalMark | undefined;
}

/** All that the first reading found out. */
interface Table {
  readonly separator: string;
  readonly headings: readonly string[] | undefined;
  readonly fields: number;
  readonly layout: Layout;
  readonly mark: DecimalMark;
  readonly timeOf: TimeOf;
  readonly notes: readonly string[];
  /** The same, with columns of numbers as labels; undefined where none may be. */
  readonly withLabels: Table | undefined;
}

/**
 * Reads CSV twice: what its columns are, how its numbers are written and what its dates mean, all of its lines decide
 * together; then its values are read. Only values are kept in memory. What cannot be read is named with its line, and
 * the rest goes on; a text of which more cannot be read than can is refused (InputRefused), and so is one that may
 * mean different things. `head` is how it begins; `nameless` is what a series is called where nothing names it.
 */
export async function readCsv(
  text: () => AsyncIterable<string>,
  head: string,
  nameless: string,
  choices: CsvChoices,
): Promise<Measurements> {
  const table = await surveyTable(text, separatorOf(head), choices);
  if (table === undefined) return measurementCollector().measurements();
  const measurements = await readValues(text, table, nameless);
  const repeated = repeatedTimes(measurements.series);
  if (repeated === 0 || table.withLabels === undefined) return measurements;
  // Values of several things seem to be in one series: numbers such as ports may tell which.
  const labelled = await readValues(text, table.withLabels, nameless);
  return repeatedTimes(labelled.series) < repeated ? labelled : measurements;
}

/** The second reading. */
async function readValues(
  text: () => AsyncIterable<string>,
  table: Table,
  nameless: string,
): Promise<Measurements> {
  const collector = measurementCollector();
  for (const note of table.notes) collector.note(note);

  const { layout, mark, timeOf } = table;
  const nameOf = seriesNames(layout, nameless);
  let isFirst = table.headings !== undefined;
  let read = 0;
  let problems = 0;
  let firstProblem = '';
  const problem = (line: number, what: string): void => {
    problems++;
    firstProblem ||= `line ${line}: ${what}`;
    collector.problem(`line ${line}: ${what}`);
  };

  await eachRow(text(), table.separator, (fields, line) => {
    if (isFirst) {
      isFirst = false;
      return;
    }
    const count = countProblem(fields, table);
    if (count !== undefined) return problem(line, count);
    const time = timeIn(fields, layout, timeOf);
    if (typeof time === 'string') return problem(line, time);
    for (const column of layout.values) {
      const field = fields[column.at] as string;
      const missing = missingValue(field);
      if (missing !== undefined) {
        collector.leaveOut(columnName(table.headings, column.at), missing, `line ${line}`);
        read++;
        continue;
      }
      const value = readNumber(field)?.[mark] ?? NaN;
      if (Number.isFinite(value)) {
        collector.add(nameOf(fields, column.name), time, value);
        read++;
      } else problem(line, `${valueName(table, column.at)} is no number: ${quoted(field)}`);
    }
  });
  if (problems > read) {
    const of = `${problems.toLocaleString('en')} of ${(problems + read).toLocaleString('en')}`;
    throw new InputRefused(
      `${firstProblem}\n${of} lines or values cannot be read, so nothing is judged; ${EXPECTED_TABLE}`,
    );
  }
  return collector.measurements();
}

/** The first reading; undefined when there is no row. */
async function surveyTable(
  text: () => AsyncIterable<string>,
  separator: string,
  choices: CsvChoices,
): Promise<Table | undefined> {
  let headings: readonly string[] | undefined;
  let columns: ColumnSurvey[] | undefined;
  let expected: Expectation[] = [];
  let rows = 0;
  const comments = await eachRow(text(), separator, (fields, line) => {
    if (++rows > MAX_VALUES) throw tooManyValues();
    if (columns === undefined) {
      columns = fields.map(columnSurvey);
      if (isHeading(fields)) headings = fields;
      const isValue = (field: string) => isKnown('value', field);
      const hasValue = headings?.some(isValue) ?? false;
      expected = fields.map((field, at) => ({
        time: headings ? isKnown('time', field) : at === 0,
        names: headings !== undefined && (isKnown('id', field) || (hasValue && !isValue(field))),
      }));
      if (headings) return;
    }
    if (countProblem(fields, { fields: columns.length, headings, separator }) !== undefined) return;
    columns.forEach((column, at) => survey(column, fields[at] as string, line, expected[at] as Expectation));
  });
  if (columns === undefined) return undefined;
  const table = tableOf(headings, columns, separator, choices, commentNotes(comments));
  const { mayTellApart } = table.layout;
  return mayTellApart.length === 0
    ? table
    : { ...table, withLabels: tableOf(headings, columns, separator, choices, commentNotes(comments), true) };
}

function commentNotes({ count, first }: Comments): string[] {
  if (count === 0) return [];
  return [
    count === 1
      ? `line ${first} begins with # and is passed over`
      : `${count.toLocaleString('en')} lines that begin with # are passed over (first line ${first})`,
  ];
}

function tableOf(
  headings: readonly string[] | undefined,
  columns: readonly ColumnSurvey[],
  separator: string,
  { dates, decimals }: CsvChoices,
  notes: readonly string[],
  numbersAsLabels = false,
): Table {
  const layout = layoutOf(headings, columns, separator, numbersAsLabels);
  const surveyed = layout.values.map(({ at }) => columns[at] as ColumnSurvey);
  const { mark, notes: ofNumbers } = decimalMarkOf(
    surveyed.map(({ marks }) => marks),
    separator,
    decimals,
  );
  const units = layout.values.flatMap(({ at }) =>
    unitNotes(columnName(headings, at), columns[at] as ColumnSurvey),
  );
  const time =
    layout.time === undefined ? undefined : (columns[layout.time] as ColumnSurvey).times.decide(dates);
  return {
    ...{ separator, headings, fields: columns.length, layout, mark },
    timeOf: time?.timeOf ?? (() => 'it has no time'),
    withLabels: undefined,
    notes: [...notes, ...layout.notes, ...ofNumbers, ...units, ...(time?.notes ?? [])],
  };
}

/** Numbers of one unit are compared by their numbers alone; of two units they must not be. */
function unitNotes(name: string, { units }: ColumnSurvey): string[] {
  const [[unit, line] = ['', 0], other] = [...units];
  if (other !== undefined) {
    const [shownUnit, shownOther] = [unit, other[0]].map((each) =>
      each === '' ? 'without a unit' : `in ${shown(each)}`,
    );
    throw new InputRefused(
      `line ${other[1]}: ${shown(name)} is ${shownOther}, but ${shownUnit} on line ${line}: write a column in one unit`,
    );
  }
  return unit === '' ? [] : [`${shown(name)} is in ${shown(unit)}`];
}

/** What is wrong with the number of fields; empty ones at the end are none. */
function countProblem(
  fields: readonly string[],
  { fields: expected, headings, separator }: Pick<Table, 'fields' | 'headings' | 'separator'>,
): string | undefined {
  let count = fields.length;
  while (count > expected && fields[count - 1] === '') count--;
  if (count === expected) return undefined;
  const found = `${count} ${count === 1 ? 'field' : 'fields'}`;
  const against =
    headings === undefined
      ? `where the first line has ${expected}`
      : `under ${expected} ${expected === 1 ? 'heading' : 'headings'}`;
  const hint =
    count > expected && separator === ','
      ? ': a comma within a number or a name needs quotes ("20,258"), or ; between the fields'
      : '';
  return `${found} ${against}${hint}`;
}

/** The time of a row: undefined where the table has none, a text where it cannot be read. */
function timeIn(
  fields: readonly string[],
  { time, timeOfDay }: Layout,
  timeOf: TimeOf,
): number | string | undefined {
  if (time === undefined) return undefined;
  const day = fields[time] as string;
  const text = timeOfDay === undefined ? day : `${day} ${fields[timeOfDay] as string}`;
  if (text.trim() === '') return 'it has no time';
  const at = timeOf(parseTime(text));
  return typeof at === 'number' ? at : `${quoted(text)} is no time: ${at}`;
}

/** How the series of a value is called: by its column's heading or name, with the labels that its row has. */
function seriesNames({ name, labels }: Layout, nameless: string) {
  return (fields: readonly string[], heading: string | undefined): string => {
    const base =
      name !== undefined && !labels.some(({ at }) => at === name)
        ? (fields[name] as string)
        : (heading ?? nameless);
    return labels.length === 0
      ? base
      : labelledName(
          base,
          labels.map(({ at, name: label }) => [label, fields[at] as string]),
        );
  };
}

function valueName({ headings }: Table, at: number): string {
  return headings === undefined ? 'the value' : shown(columnName(headings, at));
}
