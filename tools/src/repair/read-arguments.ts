import { readCommandLine } from '../workspace/command-line';

/** Which repair to run, and the words of the command line that are meant for it. */
export interface RepairArguments {
  readonly app: string;
  readonly passedOn: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The words make no sense; the message says what would. */
export class RepairUsageError extends Error {
  override readonly name = 'RepairUsageError';
}

/** Reads `<service> [--dry-run]`; `repairable` are the services that have a repair. npm has a --dry-run of its own. */
export function readRepairArguments(
  args: readonly string[],
  repairable: readonly string[],
  environment: Environment,
): RepairArguments {
  const usage = `usage: npm run repair -- <service> [--dry-run]\n  services: ${repairable.join(', ')}; --dry-run: says what is wrong and mends nothing`;
  const { positionals, values } = parse(args, usage, environment);
  const [app, ...more] = positionals;
  if (app === undefined || more.length > 0) throw new RepairUsageError(`name one service\n${usage}`);
  if (!repairable.includes(app))
    throw new RepairUsageError(`there is nothing to repair in '${app}'\n${usage}`);
  return { app, passedOn: values['dry-run'] ? ['--dry-run'] : [] };
}

function parse(args: readonly string[], usage: string, environment: Environment) {
  try {
    return readCommandLine('npm run repair', args, { 'dry-run': { type: 'boolean' } }, environment);
  } catch (error) {
    throw new RepairUsageError(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}
