import { measurementCollector, type Measurements } from './measurements';

/** What Prometheus answers to query_range, as far as we look at it. */
interface QueryRangeAnswer {
  readonly status?: string;
  readonly error?: string;
  readonly data?: { readonly resultType?: string; readonly result?: readonly MatrixRow[] };
}

interface MatrixRow {
  readonly metric?: Readonly<Record<string, string>>;
  readonly values?: readonly (readonly [time: number, value: string])[];
}

/** Reads the JSON answer of Prometheus' query_range. Throws when it is none; values that are no numbers are named. */
export function readPrometheus(text: string): Measurements {
  const answer = parsed(text);
  if (answer.status === 'error')
    throw new Error(`Prometheus answered with an error: ${answer.error ?? 'unknown'}`);
  const result = answer.data?.result;
  if (answer.data?.resultType !== 'matrix' || result === undefined) {
    throw new Error('this is no answer of query_range: it has no matrix');
  }
  const collector = measurementCollector();
  for (const { metric = {}, values = [] } of result) {
    const name = nameOf(metric);
    values.forEach(([time, value], at) => {
      const number = Number(value);
      if (Number.isFinite(number) && Number.isFinite(time)) collector.add(name, time * 1000, number);
      else collector.problem(`${name}, value ${at + 1}: it is no finite number: ${value}`);
    });
  }
  return collector.measurements();
}

function parsed(text: string): QueryRangeAnswer {
  try {
    return JSON.parse(text) as QueryRangeAnswer;
  } catch (error) {
    throw new Error(`this is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** As Prometheus writes it: `up{job="node"}`. */
function nameOf({ __name__: name = '', ...labels }: Readonly<Record<string, string>>): string {
  const inBraces = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return inBraces.length === 0 ? name : `${name}{${inBraces.join(', ')}}`;
}
