import { Direction, Method, type Rule } from '@killrvideo/proto/outliers-v1';

import { readCommandLine } from '../workspace/command-line';
import type { CsvChoices } from './csv/read-csv';

/** What the command line asks for. */
export interface OutliersArguments {
  /** A path, or `-` for what comes in. */
  readonly file: string;
  /** Where the report goes; undefined for its usual place. */
  readonly output: string | undefined;
  readonly rule: Rule;
  /** How CSV is read where it cannot tell by itself. */
  readonly choices: CsvChoices;
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

const ORDERS = { 'day-first': 'day-first', 'month-first': 'month-first' } as const;
const MARKS = { comma: 'comma', point: 'point' } as const;

export const USAGE = `usage: npm run outliers -- [options] FILE
  FILE  CSV with a time and a column of numbers for each series, or with time, name and value; the JSON answer of
        Prometheus' query_range; packed with gzip or not; or - for any of them from standard input
  --method mad|iqr|sigma|esd   how values are compared; mad is the default
  --direction both|high|low    on which side outliers are looked for
  --threshold N                from which score on (for esd: the level of significance)
  --min-values N               series with fewer are not judged
  --max-outliers N             esd only: how many are looked for in a series
  --dates day-first|month-first  what 05/03/2024 is, where no line of the file tells
  --decimals comma|point       what 1,234 is, where no line of the file tells
  --output FILE.html           where the report goes`;

/** Throws OutliersUsageError with the usage. The environment tells what npm took for options of its own. */
export function readOutliersArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): OutliersArguments | 'help' {
  const { values, positionals } = parsed(args, environment);
  if (values.help) return 'help';
  const [file, ...more] = positionals;
  if (file === undefined) throw new OutliersUsageError(`the file is missing\n${USAGE}`);
  if (more.length > 0)
    throw new OutliersUsageError(`one file at a time: '${more.join(' ')}' is one word too many\n${USAGE}`);
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
    choices: {
      dates: values.dates === undefined ? undefined : oneOf('dates', ORDERS, values.dates),
      decimals: values.decimals === undefined ? undefined : oneOf('decimals', MARKS, values.decimals),
    },
  };
}

function parsed(args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
  const text = { type: 'string' } as const;
  const options = {
    ...{ method: text, direction: text, threshold: text, output: text, dates: text, decimals: text },
    ...{ 'min-values': text, 'max-outliers': text, help: { type: 'boolean', short: 'h' } as const },
  };
  try {
    return readCommandLine('npm run outliers', args, options, environment);
  } catch (error) {
    throw new OutliersUsageError(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}

function oneOf<T>(option: string, choices: Readonly<Record<string, T>>, given: string): T {
  const chosen = Object.hasOwn(choices, given) ? choices[given] : undefined;
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
