import { readCommandLine } from '../workspace/command-line';

/** A command that runs a task of a service: the second entry of its name beside main.ts. */
export interface TaskCommand {
  /** `repair`: that of the command, and of the entry. */
  readonly verb: string;
  /** The one option that there is, and what it does. */
  readonly option: string;
  readonly meaning: string;
}

/** Which service's task to run, and the words of the command line that are meant for it. */
export interface TaskArguments {
  readonly app: string;
  readonly passedOn: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The words make no sense; the message says what would. */
export class TaskUsageError extends Error {
  override readonly name = 'TaskUsageError';
}

/** Reads `<service> [--option]`; `services` are those that have such a task. npm has options of its own, such as --dry-run. */
export function readTaskArguments(
  { verb, option, meaning }: TaskCommand,
  args: readonly string[],
  services: readonly string[],
  environment: Environment,
): TaskArguments {
  const command = `npm run ${verb}`;
  const usage = `usage: ${command} -- <service> [--${option}]\n  services: ${services.join(', ')}; --${option}: ${meaning}`;
  const refused = (problem: string, cause?: unknown) => new TaskUsageError(`${problem}\n${usage}`, { cause });
  const read = () => {
    try {
      return readCommandLine(command, args, { [option]: { type: 'boolean' } }, environment);
    } catch (error) {
      throw refused((error as Error).message, error);
    }
  };
  const { positionals, values } = read();
  const [app, ...more] = positionals;
  if (app === undefined || more.length > 0) throw refused('name one service');
  if (!services.includes(app)) throw refused(`there is nothing to ${verb} in '${app}'`);
  return { app, passedOn: values[option] ? [`--${option}`] : [] };
}
