/** Maps values of a range to positions of a picture. */
export interface Scale {
  readonly at: (value: number) => number;
  /** Round values within the range, a handful of them. */
  readonly ticks: readonly number[];
}

/** A range of one value, or of none, is widened: there must be something to map. */
export function scaleOf(low: number, high: number, from: number, to: number, steps: number): Scale {
  const [min, max] = low < high ? [low, high] : [low - 1, high + 1];
  return {
    at: (value) => from + ((value - min) / (max - min)) * (to - from),
    ticks: ticksBetween(min, max, stepOf((max - min) / steps)),
  };
}

/** The smallest of 1, 2, 5, 10, … that is not below. */
function stepOf(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= atLeast) ?? 10 * power;
}

const SECOND = 1000;
const STEPS_OF_TIME = [
  ...[1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600].map(
    (seconds) => seconds * SECOND,
  ),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * 86_400 * SECOND),
];

/** As `scaleOf`, with ticks that are round in time. */
export function timeScaleOf(low: number, high: number, from: number, to: number, steps: number): Scale {
  const { at } = scaleOf(low, high, from, to, steps);
  const wanted = (high - low) / steps;
  const step = STEPS_OF_TIME.find((each) => each >= wanted);
  return { at, ticks: step === undefined || low >= high ? [low, high] : ticksBetween(low, high, step) };
}

function ticksBetween(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}
