import { InputRefused } from '../input-refused';
import { dayOf, type TimeReading } from './parse-time';

/** In what order the numbers of 05/03/2024 stand. */
export type DateOrder = 'day-first' | 'month-first';

/** Milliseconds since 1970, or what is wrong. */
export type TimeOf = (reading: TimeReading) => number | string;

/** Learns from all times of a column how to read those that leave a choice. */
export interface TimeColumn {
  see(reading: TimeReading, line: number, text: string): void;
  /** Throws InputRefused when the column does not tell the order of its dates, or contradicts itself. */
  decide(asked: DateOrder | undefined): { readonly timeOf: TimeOf; readonly notes: readonly string[] };
}

/** From these sizes on a number counts in the unit; below the last, in seconds. `perMs` of it are a millisecond. */
const UNITS = [
  { unit: 'nanoseconds', from: 1e17, perMs: 1e6 },
  { unit: 'microseconds', from: 1e14, perMs: 1e3 },
  { unit: 'milliseconds', from: 1e11, perMs: 1 },
  { unit: 'seconds', from: 0, perMs: 1e-3 },
] as const;
type Unit = (typeof UNITS)[number];

/** A time whose size speaks for another unit is read in the column's if it is then between 1971 and 9999. */
const [EARLIEST_MS, LATEST_MS] = [Date.UTC(1971, 0), Date.UTC(9999, 11, 31, 23, 59, 59, 999)];
/** Smaller numbers are no times of our days. */
const SMALL_COUNT = 1e8;

interface Seen {
  readonly line: number;
  readonly text: string;
}

export function timeColumn(): TimeColumn {
  const counts = new Map<Unit, number>();
  let largest = 0;
  let [dayFirst, monthFirst, undecided]: (Seen | undefined)[] = [];

  return {
    see(reading, line, text) {
      if (reading.kind === 'count') {
        const unit = unitOf(reading.count);
        counts.set(unit, (counts.get(unit) ?? 0) + 1);
        largest = Math.max(largest, Math.abs(reading.count));
      }
      if (reading.kind !== 'numbered') return;
      const [asDayFirst, asMonthFirst] = [startOf(reading, 'day-first'), startOf(reading, 'month-first')];
      if (Number.isNaN(asMonthFirst)) dayFirst ??= { line, text };
      else if (Number.isNaN(asDayFirst)) monthFirst ??= { line, text };
      else if (asDayFirst !== asMonthFirst) undecided ??= { line, text };
    },
    decide(asked) {
      const order = asked ?? orderOf(dayFirst, monthFirst, undecided);
      const unit = [...counts].reduce<[Unit, number]>(
        (most, each) => (each[1] > most[1] ? each : most),
        [UNITS[3], 0],
      )[0];
      const notes = [
        ...(asked === undefined && (dayFirst ?? monthFirst)
          ? [
              `dates are read ${order}, as ${(dayFirst ?? monthFirst)!.text} on line ${(dayFirst ?? monthFirst)!.line} shows`,
            ]
          : []),
        ...(largest > 0 && largest < SMALL_COUNT
          ? ['times are small numbers: they are read as seconds from 1970-01-01 on']
          : []),
      ];
      return { timeOf: (reading) => timeOf(reading, order, unit), notes };
    },
  };
}

function timeOf(reading: TimeReading, order: DateOrder, unit: Unit): number | string {
  switch (reading.kind) {
    case 'instant':
      return reading.ms;
    case 'none':
      return reading.why;
    case 'numbered': {
      const start = startOf(reading, order);
      return Number.isNaN(start) ? `there is no such day, ${order}` : start + reading.ms;
    }
    case 'count': {
      const ms = reading.count / unit.perMs;
      const own = unitOf(reading.count);
      if (Math.abs(ms) > LATEST_MS) return `it is after the year 9999, in ${unit.unit} since 1970`;
      return own === unit || (ms >= EARLIEST_MS && ms <= LATEST_MS)
        ? ms
        : `it seems to be in ${own.unit} since 1970, the others are in ${unit.unit}`;
    }
  }
}

function orderOf(
  dayFirst: Seen | undefined,
  monthFirst: Seen | undefined,
  undecided: Seen | undefined,
): DateOrder {
  const flag = 'say which they are: --dates day-first or --dates month-first';
  if (dayFirst && monthFirst) {
    throw new InputRefused(
      `the dates contradict each other: ${dayFirst.text} on line ${dayFirst.line} is day-first, ${monthFirst.text} on line ${monthFirst.line} is month-first; ${flag}`,
    );
  }
  if (!dayFirst && !monthFirst && undecided) {
    throw new InputRefused(
      `line ${undecided.line}: ${undecided.text} may be day-first or month-first, and no other date tells; ${flag}`,
    );
  }
  return monthFirst ? 'month-first' : 'day-first';
}

function startOf({ first, second, year }: TimeReading & { kind: 'numbered' }, order: DateOrder): number {
  return order === 'day-first' ? dayOf(year, second, first) : dayOf(year, first, second);
}

function unitOf(count: number): Unit {
  return UNITS.find(({ from }) => Math.abs(count) >= from) ?? UNITS[3];
}
