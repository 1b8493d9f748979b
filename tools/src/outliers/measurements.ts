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
  /** What is wrong, with the number of the line or the place; the first ones of many. */
  readonly problems: readonly string[];
  readonly problemCount: number;
}

/** Problems that are kept word by word. */
const MAX_PROBLEMS = 100;

/** Takes measurements in any order, one at a time. */
export interface MeasurementCollector {
  add(name: string, time: number | undefined, value: number): void;
  problem(text: string): void;
  measurements(): Measurements;
}

export function measurementCollector(): MeasurementCollector {
  const series = new Map<string, { times: number[] | undefined; values: number[] }>();
  const problems: string[] = [];
  let problemCount = 0;
  return {
    add(name, time, value) {
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
    measurements: () => ({
      series: [...series].map(([name, { times, values }]) => inOrder({ name, times, values })),
      problems,
      problemCount,
    }),
  };
}

/** By time; values of the same time stay as they came. */
function inOrder(series: MeasuredSeries): MeasuredSeries {
  const { times, values } = series;
  if (times === undefined || times.every((time, at) => at === 0 || (times[at - 1] as number) <= time))
    return series;
  const order = [...times.keys()].sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  return {
    ...series,
    times: order.map((at) => times[at] as number),
    values: order.map((at) => values[at] as number),
  };
}
