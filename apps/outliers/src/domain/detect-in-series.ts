import { type CallContext, checked, type Fields } from '@killrvideo/core';

import { judgeSeries, type SeriesResult } from './judge-series';
import { checkedRule, type GivenRule, type Rule } from './rule';
import { turnsOf } from './turns';

const MAX_SERIES = 10_000;
const MAX_NAME_BYTES = 1024;
/** Beyond, squares of values would be infinite. */
const MAX_SIZE = 1e150;

/** Outliers that are listed: of one series, and in one answer. An answer must not be many times its request. */
const MAX_LISTED_OF_SERIES = 1000;
const MAX_LISTED = 20_000;

/** Series as they were sent; nothing of them is checked yet. */
export interface DetectInSeries {
  readonly series: readonly GivenSeries[];
  /** For series without a rule of their own. */
  readonly rule: GivenRule | undefined;
}

export interface GivenSeries {
  readonly name: string;
  readonly values: Float64Array;
  readonly rule: GivenRule | undefined;
}

interface Series {
  readonly name: string;
  readonly values: Float64Array;
  readonly rule: Rule;
}

const DEFAULT_RULE: GivenRule = {
  method: undefined,
  direction: undefined,
  threshold: 0,
  minValues: 0,
  maxOutliers: 0,
};

/** Judges each series by itself, in the order given. */
export async function detectInSeries(query: DetectInSeries, call: CallContext): Promise<SeriesResult[]> {
  const all = checked((field) => checkedSeries(field, query));
  const turns = turnsOf(call);
  const results: SeriesResult[] = [];
  let listed = 0;
  for (const { name, values, rule } of all) {
    if (turns.over()) await turns.next();
    const room = Math.min(MAX_LISTED_OF_SERIES, MAX_LISTED - listed);
    const result = await judgeSeries(name, values, rule, room, turns);
    listed += result.outliers.length;
    results.push(result);
  }
  return results;
}

function checkedSeries(field: Fields, { series, rule }: DetectInSeries): Series[] {
  if (series.length > MAX_SERIES) {
    field.violated(`series has ${series.length} entries, more than ${MAX_SERIES}`);
    return [];
  }
  const commonRule = checkedRule(field, 'rule', rule ?? DEFAULT_RULE);
  return series.map((each, index) => {
    const path = `series[${index}]`;
    const bad = firstTooLarge(each.values);
    if (bad >= 0)
      field.violated(`${path}.values[${bad}] is ${each.values[bad]}: it must be within 1e150 of 0`);
    return {
      name: field.optionalText(`${path}.name`, each.name, { maxBytes: MAX_NAME_BYTES }),
      values: each.values,
      rule: each.rule ? checkedRule(field, `${path}.rule`, each.rule) : commonRule,
    };
  });
}

/** The position of the first value that is not a number, or too far from 0; -1 where there is none. */
function firstTooLarge(values: Float64Array): number {
  // Not findIndex, which takes ten times as long for millions of values.
  for (let at = 0; at < values.length; at++) if (!(Math.abs(values[at] as number) <= MAX_SIZE)) return at;
  return -1;
}
