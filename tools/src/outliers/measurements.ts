import { InputRefused } from './input-refused';
import { shownTime } from './numbers';
import { quoted, shown } from './shown';

/** Values of one thing, by time. */
export interface MeasuredSeries {
  readonly name: string;
  /** Milliseconds since 1970, as many as values; undefined where the input has no times. */
  readonly times: readonly number[] | undefined;
  readonly values: readonly number[];
}

/** All that was read, and what could not be. */
export interface Measurements {
  readonly series: readonly MeasuredSeries[];
  /** How the input was understood where it leaves a choice, and what was left out and why. */
  readonly notes: readonly string[];
  /** What is wrong, with the number of the line or the place; the first ones of many. */
  readonly problems: readonly string[];
  readonly problemCount: number;
}

/** All of them are in memory. */
export const MAX_VALUES = 10_000_000;
/** Problems that are kept word by word. */
const MAX_PROBLEMS = 100;
/** Columns or series of which it is told what was left out. */
const MAX_PLACES = 50;

/** Values that are left out for the same reason. */
interface LeftOutKind {
  count: number;
  readonly first: string;
}

/** How many values have a time that came before in their series. */
export function repeatedTimes(series: readonly MeasuredSeries[]): number {
  let repeated = 0;
  // Measurements are in order of time.
  for (const { times = [] } of series)
    times.forEach((time, at) => (repeated += Number(time === times[at - 1])));
  return repeated;
}

export function tooManyValues(): InputRefused {
  return new InputRefused(
    `the input has more than ${MAX_VALUES.toLocaleString('en')} values: give a part of them, of a shorter time or of fewer series`,
  );
}

/** Takes measurements in any order, one at a time. */
export interface MeasurementCollector {
  /** Throws InputRefused when they become too many. */
  add(name: string, time: number | undefined, value: number): void;
  /** Something could not be read. */
  problem(text: string): void;
  /** A value is none, which is no mistake: `where` is its column or series, `what` such as `NaN`, `at` its line. */
  leaveOut(where: string, what: string, at: string): void;
  note(text: string): void;
  measurements(): Measurements;
}

export function measurementCollector(): MeasurementCollector {
  const series = new Map<string, { times: number[] | undefined; values: number[] }>();
  const leftOut = new Map<string, Map<string, LeftOutKind>>();
  const notes: string[] = [];
  const problems: string[] = [];
  let problemCount = 0;
  let count = 0;
  return {
    add(name, time, value) {
      if (++count > MAX_VALUES) throw tooManyValues();
      let one = series.get(name);
      if (one === undefined)
        series.set(name, (one = { times: time === undefined ? undefined : [], values: [] }));
      one.values.push(value);
      if (time !== undefined) one.times?.push(time);
    },
    problem(text) {
      problemCount++;
      if (problems.length < MAX_PROBLEMS) problems.push(text);
    },
    leaveOut(where, what, at) {
      let kinds = leftOut.get(where);
      if (kinds === undefined) leftOut.set(where, (kinds = new Map<string, LeftOutKind>()));
      const kind = kinds.get(what);
      if (kind === undefined) kinds.set(what, { count: 1, first: at });
      else kind.count++;
    },
    note: (text) => void notes.push(text),
    measurements() {
      const read = [...series].map(([name, { times, values }]) => ({ name, times, values }));
      return {
        series: read.map(inOrder),
        notes: [...notes, ...leftOutNotes(leftOut), ...orderNotes(read)],
        problems,
        problemCount,
      };
    },
  };
}

function leftOutNotes(leftOut: ReadonlyMap<string, ReadonlyMap<string, LeftOutKind>>): string[] {
  const counted = [...leftOut].map(([where, kinds]) => ({
    text: `${shown(where)}: ${[...kinds].map(([what, { count, first }]) => `${count.toLocaleString('en')} ${what}`.concat(count > 1 ? ` (first ${first})` : ` (${first})`)).join(', ')} left out`,
    count: [...kinds.values()].reduce((sum, { count }) => sum + count, 0),
  }));
  const more = counted.slice(MAX_PLACES);
  if (more.length === 0) return counted.map(({ text }) => text);
  const values = more.reduce((sum, { count }) => sum + count, 0);
  return [
    ...counted.slice(0, MAX_PLACES).map(({ text }) => text),
    `${values.toLocaleString('en')} values of ${more.length.toLocaleString('en')} more left out`,
  ];
}

function orderNotes(series: readonly MeasuredSeries[]): string[] {
  const unsorted = series.filter(({ times }) => times !== undefined && !isInOrder(times));
  let repeated = 0;
  let first: string | undefined;
  for (const { name, times } of series) {
    if (times === undefined || isRising(times)) continue;
    const seen = new Set<number>();
    for (const time of times) {
      if (seen.has(time)) {
        repeated++;
        first ??= `${shownTime(time)} of ${quoted(name)}`;
      }
      seen.add(time);
    }
  }
  return [
    ...(unsorted.length > 0
      ? [
          `sorted by time, for they were not in order: ${unsorted.length === 1 ? quoted(unsorted[0]!.name) : `${unsorted.length.toLocaleString('en')} series`}`,
        ]
      : []),
    ...(repeated > 0
      ? [
          `${repeated === 1 ? '1 value has' : `${repeated.toLocaleString('en')} values have`} a time that came before (first ${first}); all are kept`,
        ]
      : []),
  ];
}

function isInOrder(times: readonly number[]): boolean {
  return times.every((time, at) => at === 0 || (times[at - 1] as number) <= time);
}

function isRising(times: readonly number[]): boolean {
  return times.every((time, at) => at === 0 || (times[at - 1] as number) < time);
}

/** By time; values of the same time stay as they came. */
function inOrder(series: MeasuredSeries): MeasuredSeries {
  const { times, values } = series;
  if (times === undefined || isInOrder(times)) return series;
  const order = [...times.keys()].sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  return {
    ...series,
    times: order.map((at) => times[at] as number),
    values: order.map((at) => values[at] as number),
  };
}
