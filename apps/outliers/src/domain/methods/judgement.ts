import type { Direction } from '../rule';

/** A range of values that are normal, both bounds included. */
export interface Band {
  readonly lower: number;
  readonly upper: number;
}

/** What a method says of a series. */
export interface Judgement {
  readonly expected: Band;
  /** Whether the value at this position stands out. Asked once for every position, in ascending order. */
  readonly isOutlier: (value: number) => boolean;
  /** How far out a value is, negative below. */
  readonly score: (value: number) => number;
  /** What scores are distances from, and in what, for the sentence that says why: 'the mean 4.2', 'standard deviations'. */
  readonly above: string;
  readonly below: string;
  readonly units: string;
  /** What else a reader should know. */
  readonly note: string;
}

/** The part of a band that counts when outliers are looked for on one side only. */
export function oneSided({ lower, upper }: Band, direction: Direction): Band {
  return {
    lower: direction === 'high' ? -Infinity : lower,
    upper: direction === 'low' ? Infinity : upper,
  };
}
