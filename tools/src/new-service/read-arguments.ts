import { readCommandLine } from '../workspace/command-line';

/** Which service to make. */
export interface NewServiceArguments {
  /** As it was given; nothing of it is checked yet. */
  readonly name: string;
  /** A service without tables: every call brings all that it is about. */
  readonly withoutStorage: boolean;
  /** The events that it hears of, as they were given: names, several by comma. */
  readonly consumes: readonly string[];
}

export const USAGE = `usage: npm run new-service -- NAME [--without-storage] [--consumes EVENT[,EVENT…]]
  NAME               small letters, words joined by hyphens, such as watch-later
  --without-storage  a service that has no tables
  --consumes         it hears of events of the contract, such as UserCommentedOnVideo, for which it needs Cassandra even
                     without storage: its subscription is a row there`;

/**
 * Reads `NAME [--without-storage] [--consumes EVENT[,EVENT…]]`, or `--help`. Throws with the usage. The environment tells what npm took for an
 * option of its own because no `--` stood before it.
 */
export function readNewServiceArguments(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): NewServiceArguments | 'help' {
  const { positionals, values } = parse(args, environment);
  if (values.help) return 'help';
  const [name, ...more] = positionals;
  if (name === undefined) throw new Error(`the service needs a name\n${USAGE}`);
  if (more.length > 0)
    throw new Error(`one service at a time: '${more.join(' ')}' is one word too many\n${USAGE}`);
  return { name, withoutStorage: values['without-storage'] ?? false, consumes: values.consumes ?? [] };
}

function parse(args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
  try {
    return readCommandLine(
      'npm run new-service',
      args,
      {
        'without-storage': { type: 'boolean' },
        consumes: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
      environment,
    );
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
}
