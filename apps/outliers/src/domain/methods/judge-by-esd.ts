import { inWords } from '../in-words';
import type { Direction, Rule } from '../rule';
import { sortInTurns } from '../sort-in-turns';
import { studentT } from '../student-t';
import type { Turns } from '../turns';
import { oneSided, type Judgement } from './judgement';
import { momentsOfRuns, type Moments } from './moments-of-runs';

/** Steps that are taken without looking at the clock: well below a millisecond. */
const UNINTERRUPTED = 32;

/** A run of the sorted values. */
interface Run {
  readonly from: number;
  readonly end: number;
}

/** One step of the test. */
export interface EsdStep {
  /** R of the paper: how far from the mean the most extreme value is, in standard deviations of the sample. */
  readonly statistic: number;
  /** How many values there are, that one included. */
  readonly count: number;
  /** Those without it. */
  readonly rest: Run;
}

/**
 * The generalised ESD test of Rosner (1983). The most extreme value is taken away again and again, up to the bound; the
 * outliers are all that were taken up to the last step at which the value was too extreme. So values that hide each
 * other are found, unless there are more of them than the bound.
 */
export async function judgeByEsd(values: Float64Array, rule: Rule, turns: Turns): Promise<Judgement> {
  const sorted = await sortInTurns(values, turns);
  const bound = rule.maxOutliers(values.length);
  const momentsOf = await momentsOfRuns(sorted, bound, turns);
  // The bound falls with the number of values: what is not above its last one needs no bound of its own.
  const leastCritical = criticalValue(sorted.length - Math.max(bound - 1, 0), rule);
  let clean: Run = { from: 0, end: sorted.length };
  let taken = 0;
  for (const { statistic, count, rest } of esdSteps(sorted, momentsOf, rule.direction, bound)) {
    taken++;
    if (taken % UNINTERRUPTED === 0 && turns.over()) await turns.next();
    if (statistic > leastCritical && statistic > criticalValue(count, rule)) clean = rest;
  }
  return judgement(sorted, clean, momentsOf(clean.from, clean.end), rule);
}

/** The steps of the test, at most `bound`; fewer where all that is left is equal. */
export function* esdSteps(
  sorted: Float64Array,
  momentsOf: (from: number, end: number) => Moments,
  direction: Direction,
  bound: number,
): Generator<EsdStep> {
  let [from, end] = [0, sorted.length];
  for (let taken = 0; taken < bound; taken++) {
    const { mean, deviation } = momentsOf(from, end);
    if (deviation === 0) return;
    const up = (sorted[end - 1] as number) - mean;
    const down = mean - (sorted[from] as number);
    const takesHighest = direction === 'high' || (direction === 'both' && up >= down);
    const statistic = (takesHighest ? up : down) / deviation;
    const count = end - from;
    if (takesHighest) end--;
    else from++;
    yield { statistic, count, rest: { from, end } };
  }
}

/** Lambda of the paper: how extreme the most extreme of `count` values may be. */
export function criticalValue(
  count: number,
  { threshold, direction }: Pick<Rule, 'threshold' | 'direction'>,
): number {
  const sides = direction === 'both' ? 2 : 1;
  const t = studentT(count - 2).quantileOfTail(threshold / (sides * count));
  return ((count - 1) * t) / Math.sqrt((count - 2 + t * t) * count);
}

function judgement(
  sorted: Float64Array,
  { from, end }: Run,
  { mean, deviation }: Moments,
  rule: Rule,
): Judgement {
  const found = sorted.length - (end - from);
  const reach = criticalValue(end - from, rule) * deviation;
  const [lowest, highest] = [sorted[from] as number, sorted[end - 1] as number];
  // Of values equal to the last one taken, only as many stand out as were taken.
  let lowTies = countOf(lowest, sorted.subarray(0, from));
  let highTies = countOf(highest, sorted.subarray(end));
  const base = `the mean ${inWords(mean)} of the others`;
  return {
    expected: oneSided({ lower: mean - reach, upper: mean + reach }, rule.direction),
    isOutlier: (value) =>
      value < lowest ||
      value > highest ||
      (value === lowest && lowTies-- > 0) ||
      (value === highest && highTies-- > 0),
    score: (value) => (value - mean) / deviation,
    ...{ above: base, below: base, units: 'standard deviations' },
    note:
      found > 0 && found === rule.maxOutliers(sorted.length)
        ? `As many outliers were found as were looked for (${found}): there may be more.`
        : '',
  };
}

function countOf(wanted: number, values: Float64Array): number {
  return values.reduce((count, value) => (value === wanted ? count + 1 : count), 0);
}
