import { parseArgs } from 'node:util';

import { Direction, Method, type Rule } from '@killrvideo/proto/outliers-v1';

/** What the command line asks for. */
export interface OutliersArguments {
  /** A path, or `-` for what comes in. */
  readonly file: string;
  /** Where the report goes; undefined for its usual place. */
  readonly output: string | undefined;
  readonly rule: Rule;
}

export class OutliersUsageError extends Error {
  override readonly name = 'OutliersUsageError';
}

const METHODS: Readonly<Record<string, Method>> = {
  mad: Method.METHOD_MAD,
  iqr: Method.METHOD_IQR,
  sigma: Method.METHOD_SIGMA,
  esd: Method.METHOD_ESD,
};

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  both: Direction.DIRECTION_BOTH,
  high: Direction.DIRECTION_HIGH,
  low: Direction.DIRECTION_LOW,
};

const USAGE = `usage: npm run outliers -- [options] FILE
  FILE  CSV with time, name and value (or time and value, or value alone), the JSON answer of Prometheus'
        query_range, or - for either of them from standard input
  --method mad|iqr|sigma|esd   how values are compared; mad is the default
  --direction both|high|low    on which side outliers are looked for
  --threshold N                from which score on (for esd: the level of significance)
  --min-values N               series with fewer are not judged
  --max-outliers N             esd only: how many are looked for in a series
  --output FILE.html           where the report goes`;

export function readOutliersArguments(args: readonly string[]): OutliersArguments {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new OutliersUsageError(USAGE);
  return {
    file,
    output: values.output,
    rule: {
      method: oneOf('method', METHODS, values.method ?? 'mad'),
      direction: oneOf('direction', DIRECTIONS, values.direction ?? 'both'),
      threshold: numberOf('threshold', values.threshold),
      minValues: numberOf('min-values', values['min-values']),
      maxOutliers: numberOf('max-outliers', values['max-outliers']),
    },
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ method: text, direction: text, threshold: text, output: text },
        ...{ 'min-values': text, 'max-outliers': text },
      },
    });
  } catch (error) {
    throw new OutliersUsageError(`${(error as Error).message}\n${USAGE}`);
  }
}

function oneOf<T>(option: string, choices: Readonly<Record<string, T>>, given: string): T {
  const chosen = choices[given];
  if (chosen === undefined)
    throw new OutliersUsageError(`--${option} is one of ${Object.keys(choices).join(', ')}\n${USAGE}`);
  return chosen;
}

/** 0, the method's default, when it is not given; what makes no sense otherwise, the service says. */
function numberOf(option: string, given: string | undefined): number {
  if (given === undefined) return 0;
  const value = Number(given);
  if (given.trim() === '' || !Number.isFinite(value))
    throw new OutliersUsageError(`--${option} is no number: ${given}\n${USAGE}`);
  return value;
}
