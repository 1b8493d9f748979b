import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Words of the command line that make no sense; the message says which. */
export class CommandLineError extends Error {
  override readonly name = 'CommandLineError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true }>
>;

/**
 * The options and the other words of a command line, as `parseArgs` reads them. Throws CommandLineError, also for
 * options that npm took for its own because no `--` stood before them: it tells them in the environment.
 */
export function readCommandLine<const T extends Options>(
  command: string,
  args: readonly string[],
  options: T,
  environment: Readonly<Record<string, string | undefined>>,
): Parsed<T> {
  const taken = Object.keys(options).find(
    (option) => environment[`npm_config_${option.replaceAll('-', '_')}`] !== undefined,
  );
  if (taken !== undefined) {
    const given = environment[`npm_config_${taken.replaceAll('-', '_')}`];
    const option = given === 'true' ? [`--${taken}`] : [`--${taken}`, given];
    const words = options[taken]?.type === 'boolean' ? [...args, `--${taken}`] : [...option, ...args];
    throw new CommandLineError(
      `npm took --${taken} for itself. With -- before it, it comes here: ${command} -- ${words.join(' ')}`,
    );
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true as const });
  } catch (error) {
    throw new CommandLineError(inWords(error as NodeJS.ErrnoException, args, options), { cause: error });
  }
}

function inWords(
  { code, message }: NodeJS.ErrnoException,
  args: readonly string[],
  options: Options,
): string {
  const option = /'(?:-\w, )?(-[^'\s=]*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `there is no option ${option}`;
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return message;
  if (options[option.slice(2)]?.type === 'boolean') return `${option} takes no value`;
  const value = args[args.indexOf(option) + 1];
  return value?.startsWith('-')
    ? `${option} needs a value; one that begins with - is written ${option}=${value}`
    : `${option} needs a value`;
}
