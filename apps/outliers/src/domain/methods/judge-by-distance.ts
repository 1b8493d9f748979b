import { inWords } from '../in-words';
import type { Rule } from '../rule';
import { oneSided, type Judgement } from './judgement';

/** Where the bulk of a series lies and how wide it is, as a method estimates them. */
export interface Estimate {
  /** The location below which values are low, and the one above which they are high. */
  readonly low: number;
  readonly high: number;
  /** In which distance is measured; 0 when all values are equal: then nothing stands out. */
  readonly scale: number;
  /** What the three are called: 'the lower quartile', 'the upper quartile', 'interquartile ranges'. */
  readonly names: { readonly low: string; readonly high: string; readonly units: string };
  readonly note?: string;
}

/** Judges by distance alone: whatever is more than the threshold away stands out. */
export function judgeByDistance({ low, high, scale, names, note = '' }: Estimate, rule: Rule): Judgement {
  const reach = rule.threshold * scale;
  const looksDown = rule.direction !== 'high';
  const looksUp = rule.direction !== 'low';
  return {
    expected: oneSided({ lower: low - reach, upper: high + reach }, rule.direction),
    isOutlier: (value) =>
      scale > 0 && ((looksUp && value - high > reach) || (looksDown && low - value > reach)),
    score: (value) => (value > high ? value - high : value < low ? value - low : 0) / scale,
    above: `${names.high} ${inWords(high)}`,
    below: `${names.low} ${inWords(low)}`,
    units: names.units,
    note,
  };
}
