import type { Fields } from '@killrvideo/core';

export type Method = 'sigma' | 'mad' | 'iqr' | 'esd';
export type Direction = 'both' | 'high' | 'low';

/** How a series is judged, with every option decided. */
export interface Rule {
  readonly method: Method;
  readonly direction: Direction;
  /** The score above which a value is an outlier; for esd the level of significance. */
  readonly threshold: number;
  /** A series with fewer values is not judged. */
  readonly minValues: number;
  /** How many outliers esd looks for at most in a series of this length; 0 for the other methods. */
  readonly maxOutliers: (length: number) => number;
}

/** A rule as it was sent; nothing of it is checked yet. Absent, or 0: the method's default. */
export interface GivenRule {
  readonly method: Method | 'unknown' | undefined;
  readonly direction: Direction | 'unknown' | undefined;
  readonly threshold: number;
  readonly minValues: number;
  readonly maxOutliers: number;
}

const DEFAULT_METHOD = 'mad';

/** Each flags at most half a per cent of normally distributed noise, at a hundred values and more. */
const DEFAULT_THRESHOLD: Record<Method, number> = { sigma: 3, mad: 3.5, iqr: 2.2, esd: 0.05 };

const DEFAULT_MIN_VALUES: Record<Method, (threshold: number) => number> = {
  // One of n values is at most sqrt(n - 1) deviations of the population away from the mean.
  sigma: (threshold) => Math.min(Math.floor(threshold * threshold) + 2, MAX_MIN_VALUES),
  mad: () => 10,
  iqr: () => 10,
  esd: () => 15,
};

const MIN_MIN_VALUES = 3;
const MAX_MIN_VALUES = 1_000_000;
const DEFAULT_OUTLIER_SHARE = 0.1;

/** The rule with its defaults filled in. `path` is its place in the request: `rule`, `series[3].rule`. */
export function checkedRule(field: Fields, path: string, given: GivenRule): Rule {
  if (given.method === 'unknown') field.violated(`${path}.method does not exist`);
  if (given.direction === 'unknown') field.violated(`${path}.direction does not exist`);
  const method = given.method === 'unknown' ? DEFAULT_METHOD : (given.method ?? DEFAULT_METHOD);
  const direction = given.direction === 'unknown' ? 'both' : (given.direction ?? 'both');

  const threshold = given.threshold === 0 ? DEFAULT_THRESHOLD[method] : given.threshold;
  if (!(threshold > 0 && threshold < Infinity))
    field.violated(`${path}.threshold must be above 0 and finite`);
  else if (method === 'esd' && threshold >= 1)
    field.violated(`${path}.threshold must be below 1: for METHOD_ESD it is a level of significance`);

  const minValues =
    given.minValues === 0
      ? DEFAULT_MIN_VALUES[method](threshold)
      : field.integer(`${path}.min_values`, given.minValues, { min: MIN_MIN_VALUES, max: MAX_MIN_VALUES });
  if (given.maxOutliers < 0) field.violated(`${path}.max_outliers must not be negative`);
  if (given.maxOutliers > 0 && method !== 'esd')
    field.violated(`${path}.max_outliers is an option of METHOD_ESD only`);

  const maxOutliers = (length: number): number => {
    if (method !== 'esd') return 0;
    const wanted = given.maxOutliers || Math.max(1, Math.floor(length * DEFAULT_OUTLIER_SHARE));
    return Math.min(wanted, Math.ceil(length / 2) - 1);
  };
  return { method, direction, threshold, minValues, maxOutliers };
}
