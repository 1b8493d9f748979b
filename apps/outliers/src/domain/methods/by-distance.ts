import { inWords } from '../in-words';
import type { Rule } from '../rule';
import { oneSided, type Judgement } from './judgement';

/** How a method measures distance: from where downwards and upwards, and in which unit. */
export interface Yardstick {
  readonly low: number;
  readonly high: number;
  /** 0 when all values are equal: then nothing stands out. */
  readonly unit: number;
  /** What the three are called: 'the lower quartile', 'the upper quartile', 'interquartile ranges'. */
  readonly names: { readonly low: string; readonly high: string; readonly units: string };
  readonly note?: string;
}

/** Judges by distance alone: whatever is more than the threshold away stands out. */
export function byDistance({ low, high, unit, names, note = '' }: Yardstick, rule: Rule): Judgement {
  const reach = rule.threshold * unit;
  const looksDown = rule.direction !== 'high';
  const looksUp = rule.direction !== 'low';
  return {
    expected: oneSided({ lower: low - reach, upper: high + reach }, rule.direction),
    isOutlier: (value) =>
      unit > 0 && ((looksUp && value - high > reach) || (looksDown && low - value > reach)),
    score: (value) => (value > high ? value - high : value < low ? value - low : 0) / unit,
    above: `${names.high} ${inWords(high)}`,
    below: `${names.low} ${inWords(low)}`,
    units: names.units,
    note,
  };
}
