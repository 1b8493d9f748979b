import { isTimeOfDay, parseTime } from '../times/parse-time';
import { timeColumn, type TimeColumn } from '../times/time-column';
import { seeMark, type MarkEvidence } from './decimal-mark';
import { missingValue, readNumber } from './number-text';

/** A field, and where it stands. */
export interface Seen {
  readonly line: number;
  readonly text: string;
}

/** What is in a column, told from all of its fields. */
export interface ColumnSurvey {
  /** Nothing stands in any field, not even NaN. */
  isBlank: boolean;
  /** Fields that have something in them, not NaN or the like. */
  filled: number;
  numbers: number;
  /** Of its numbers, read with a decimal point where they can be. */
  smallest: number;
  dates: number;
  /** Dates that have a time of day with them. */
  datesWithTime: number;
  timesOfDay: number;
  /** Units of its numbers and where each was met first; no more than two are kept. */
  readonly units: Map<string, number>;
  readonly marks: MarkEvidence;
  readonly times: TimeColumn;
  /** Different texts, numbers among them only where they may be names; few more than MAX_DISTINCT are kept. */
  readonly distinct: Set<string>;
  /** The first field that is a number, and the first that is none. */
  number: Seen | undefined;
  notNumber: Seen | undefined;
}

/** A column of more different texts names nothing: they are ids or messages. */
export const MAX_DISTINCT = 10_000;

const DAY_MS = 86_400_000;

export function columnSurvey(): ColumnSurvey {
  return {
    ...{
      isBlank: true,
      filled: 0,
      numbers: 0,
      smallest: Infinity,
      dates: 0,
      datesWithTime: 0,
      timesOfDay: 0,
    },
    ...{ units: new Map<string, number>(), distinct: new Set<string>() },
    ...{ number: undefined, notNumber: undefined, marks: {}, times: timeColumn() },
  };
}

/** What the heading of a column lets expect. */
export interface Expectation {
  /** Its numbers may count time. */
  readonly time: boolean;
  /** Its numbers may be names: they are ids, or the values are in another column. */
  readonly names: boolean;
}

export function survey(column: ColumnSurvey, text: string, line: number, { time, names }: Expectation): void {
  if (text !== '') column.isBlank = false;
  if (missingValue(text) !== undefined) return;
  column.filled++;
  const number = readNumber(text);
  if (number !== undefined) {
    const { point, comma, unit } = number;
    column.numbers++;
    column.number ??= { line, text };
    column.smallest = Math.min(column.smallest, Number.isNaN(point) ? comma : point);
    if (column.units.size < 2 && !column.units.has(unit)) column.units.set(unit, line);
    seeMark(column.marks, number, line, text);
    if (time) column.times.see(parseTime(text), line, text);
    if (names) seeText(column.distinct, text);
    return;
  }
  column.notNumber ??= { line, text };
  const reading = parseTime(text);
  column.times.see(reading, line, text);
  seeText(column.distinct, text);
  if (reading.kind === 'instant' || reading.kind === 'numbered') {
    column.dates++;
    if (text.includes(':') || reading.ms % DAY_MS !== 0) column.datesWithTime++;
  } else if (isTimeOfDay(text)) column.timesOfDay++;
}

function seeText(distinct: Set<string>, text: string): void {
  if (distinct.size <= MAX_DISTINCT && !distinct.has(text)) distinct.add(ofItsOwn(text));
}

/** A part of a long string keeps all of it in memory; this one does not. */
function ofItsOwn(text: string): string {
  return Buffer.from(text).toString();
}

/** At least half of what is in it is of the kind. */
export function isMostly(column: ColumnSurvey, kind: 'numbers' | 'dates' | 'timesOfDay'): boolean {
  return column[kind] > 0 && column[kind] * 2 >= column.filled;
}
