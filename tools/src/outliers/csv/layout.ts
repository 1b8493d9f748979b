import { InputRefused } from '../input-refused';
import { quoted, shown } from '../shown';
import { isTimeOfDay, parseTime } from '../times/parse-time';
import { isMostly, MAX_DISTINCT, type ColumnSurvey, type Seen } from './column-survey';
import { missingValue, readNumber } from './number-text';

/** A column of values. */
export interface ValueColumn {
  readonly at: number;
  /** What its series is called; undefined where the name of the file must do. */
  readonly name: string | undefined;
}

/** What each column of a table is. Columns are counted from 0. */
export interface Layout {
  readonly time: number | undefined;
  /** The time of day, where the date has a column of its own. */
  readonly timeOfDay: number | undefined;
  /** The column that says what a value belongs to, instead of a heading. */
  readonly name: number | undefined;
  /** Columns of text that tell series apart, as labels do. */
  readonly labels: readonly { readonly at: number; readonly name: string }[];
  readonly values: readonly ValueColumn[];
  /** Columns of numbers that are left out, though they may tell series apart. */
  readonly mayTellApart: readonly number[];
  /** Which columns are left out, and why. */
  readonly notes: readonly string[];
}

/** What headings say of their columns, in small letters and without what stands in brackets. */
const KNOWN = {
  time: /^[@_]?(?:time|timestamp|date|datetime|date[ _]?time|day|ts|epoch|unix|unix[ _]?time(?:stamp)?)(?:[ _](?:s|ms|us|ns|utc|iso))?$/,
  name: /^(?:name|metric|series|label)$/,
  value: /^(?:value|val|v)$/,
  /** Of lines (`row`), or of what values belong to (`device_id`). */
  id: /^(?:|#|id|index|row|no|nr|uuid|.*[_ ]id)$/,
};
/** A count of seconds since 1970 is larger: it is from 1973 or later. */
const TIME_OF_OUR_DAYS = 1e8;
/** A column of text tells series apart where so many values belong to each of its texts, or where the texts are few. */
const VALUES_A_TEXT = 5;
const FEW_TEXTS = 20;

export const EXPECTED_TABLE =
  'expected is CSV (fields between commas, semicolons, tabs or |) with a heading: a time and a column of numbers for each series, or time,name,value';

/** A first line without any number, date or `NaN` is a heading, and so is one that begins with a known word. */
export function isHeading(fields: readonly string[]): boolean {
  const isData = (field: string) =>
    readNumber(field) !== undefined ||
    ['instant', 'numbered', 'count'].includes(parseTime(field).kind) ||
    isTimeOfDay(field) ||
    (field !== '' && missingValue(field) !== undefined);
  const [first = ''] = fields;
  return !fields.some(isData) || (!isData(first) && fields.some((field) => isKnown('time', field)));
}

/**
 * Tells from headings, where there are some, and from all fields what each column is. Columns of numbers beside one
 * that is headed as the value are left out, or are labels (`numbersAsLabels`). Throws InputRefused.
 */
export function layoutOf(
  headings: readonly string[] | undefined,
  columns: readonly ColumnSurvey[],
  separator: string,
  numbersAsLabels = false,
): Layout {
  const all = columns.map((column, at) => ({ column, at }));
  const known = (kind: keyof typeof KNOWN) =>
    headings === undefined ? [] : all.filter(({ at }) => isKnown(kind, headings[at] ?? ''));
  const notes: string[] = [];
  const leaveOut = (at: number, why: string) =>
    void notes.push(`${shown(columnName(headings, at))} is left out: ${why}`);

  const { time, timeOfDay } = timeColumns(headings, all, known('time'), separator);
  const [namedName] = known('name');
  const namedValues = known('value').filter(({ at }) => at !== time);
  const [onlyValue] = namedValues.length === 1 ? namedValues : [];
  const others = all.filter(({ at }) => at !== time && at !== timeOfDay && at !== namedName?.at);
  const rest = others.filter(({ column }) => column.filled > 0);
  for (const { at, column } of others) {
    // Separators at the ends of lines make a column of nothing.
    const isNothing = column.isBlank && !headings?.[at];
    if (column.filled === 0 && at !== onlyValue?.at && !isNothing) leaveOut(at, 'it has no value');
  }

  const values: number[] = onlyValue ? [onlyValue.at] : [];
  const texts: number[] = [];
  const mayTellApart: number[] = [];
  for (const { at, column } of rest) {
    if (at === onlyValue?.at) continue;
    const isId = headings !== undefined && all.length > 1 && isKnown('id', headings[at] ?? '');
    if (isMostly(column, 'dates') || isMostly(column, 'timesOfDay')) leaveOut(at, 'it is a further time');
    else if (isMostly(column, 'numbers') && !isId) {
      const isLabel = onlyValue && column.distinct.size > 1 && tellsApart(column, isId);
      if (!onlyValue) values.push(at);
      else if (isLabel && numbersAsLabels) {
        texts.push(at);
        notes.push(`${shown(columnName(headings, at))} tells series apart: without it, times repeat`);
      } else {
        if (isLabel) mayTellApart.push(at);
        leaveOut(at, `the values are in ${shown(columnName(headings, onlyValue.at))}`);
      }
    } else if (isMixed(column, isId || onlyValue !== undefined))
      throw mixed(columnName(headings, at), column);
    else if (column.distinct.size === 1 && !isOnlyText(at))
      leaveOut(at, `it is ${quoted([...column.distinct][0] as string)} everywhere`);
    else if (tellsApart(column, isId)) texts.push(at);
    else leaveOut(at, 'it is different on nearly every line');
  }
  if (values.length === 0) throw noNumbers(headings, rest);

  const [text] = texts;
  const name =
    namedName?.at ?? (text !== undefined && texts.length === 1 && values.length === 1 ? text : undefined);
  return {
    ...{ time, timeOfDay, name, mayTellApart, notes },
    labels: [
      // With several columns of values, their headings are the names.
      ...(name !== undefined && values.length > 1 ? [name] : []),
      ...texts.filter((at) => at !== name),
    ].map((at) => ({ at, name: columnName(headings, at) })),
    values: values.map((at) => ({ at, name: nameOf(at) })),
  };

  /** Time, one text, values: that one is the name, even if it is the same everywhere. */
  function isOnlyText(at: number): boolean {
    return (
      namedName === undefined &&
      rest.every(({ at: other, column }) => other === at || isMostly(column, 'numbers')) &&
      rest.length === 2
    );
  }

  function nameOf(at: number): string | undefined {
    if (at === onlyValue?.at || (headings === undefined && values.length === 1)) return undefined;
    const heading = columnName(headings, at);
    const isTwice = headings?.filter((other) => other === headings[at]).length !== 1;
    return headings !== undefined && isTwice && headings[at] !== ''
      ? `${heading} (column ${at + 1})`
      : heading;
  }
}

/** Texts that come again and again belong to series; ids and messages, which hardly do, belong to lines. */
function tellsApart({ distinct, filled }: ColumnSurvey, isId: boolean): boolean {
  const most = isId ? filled / 2 : Math.max(FEW_TEXTS, filled / VALUES_A_TEXT);
  return distinct.size <= Math.min(most, MAX_DISTINCT);
}

/** Texts that come again and again with numbers among them: are they names, or values that are sometimes missing? */
function isMixed(column: ColumnSurvey, numbersAreNames: boolean): boolean {
  const texts = column.filled - column.numbers;
  return !numbersAreNames && column.numbers > 0 && tellsApart({ ...column, filled: texts }, false);
}

function mixed(name: string, { number, notNumber }: ColumnSurvey): InputRefused {
  const [first, second] = [number!, notNumber!].sort((a, b) => a.line - b.line) as [Seen, Seen];
  return new InputRefused(
    `line ${second.line}: ${shown(name)} is ${quoted(second.text)}, but ${quoted(first.text)} on line ${first.line}; expected is a column of numbers (NaN where there is none) or, under a heading that ends in _id, of names`,
  );
}

/** The heading of a column, or its number, from 1. */
export function columnName(headings: readonly string[] | undefined, at: number): string {
  return headings?.[at] || `column ${at + 1}`;
}

type Columns = readonly { readonly column: ColumnSurvey; readonly at: number }[];

function timeColumns(
  headings: readonly string[] | undefined,
  all: Columns,
  known: Columns,
  separator: string,
): Pick<Layout, 'time' | 'timeOfDay'> {
  const dates = (columns: Columns) => columns.find(({ column }) => isMostly(column, 'dates'));
  const time =
    dates(known) ?? known.find(({ column }) => isMostly(column, 'numbers')) ?? known[0] ?? dates(all);
  if (time !== undefined) {
    const ofDay = [...known, ...all].find(({ column }) => isMostly(column, 'timesOfDay'));
    const isDayOnly = isMostly(time.column, 'dates') && time.column.datesWithTime === 0;
    return { time: time.at, timeOfDay: isDayOnly ? ofDay?.at : undefined };
  }
  if (headings !== undefined || all.length === 1) return { time: undefined, timeOfDay: undefined };
  const [first, second] = all as [Columns[number], Columns[number]];
  if (isMostly(first.column, 'numbers')) {
    // `20,258` may be a time and a value, or one number.
    const isSure =
      first.column.smallest >= TIME_OF_OUR_DAYS || separator !== ',' || !isMostly(second.column, 'numbers');
    if (!isSure)
      throw new InputRefused(
        'numbers with commas between them and no heading may be a time and values, or have decimal commas: give the columns a heading such as time,value',
      );
    return { time: first.at, timeOfDay: undefined };
  }
  return { time: undefined, timeOfDay: undefined };
}

export function isKnown(kind: keyof typeof KNOWN, heading: string): boolean {
  return KNOWN[kind].test(
    heading
      .toLowerCase()
      .replace(/\s*[([].*[)\]]$/, '')
      .trim(),
  );
}

function noNumbers(headings: readonly string[] | undefined, columns: Columns): InputRefused {
  const last = columns.findLast(({ column }) => column.notNumber !== undefined);
  const { line, text } = last?.column.notNumber ?? { line: 0, text: '' };
  const found =
    last === undefined
      ? 'there is no number in it'
      : `no column is one of numbers: on line ${line}, ${shown(columnName(headings, last.at))} is ${quoted(text)}`;
  return new InputRefused(`${found}; ${EXPECTED_TABLE}`);
}
