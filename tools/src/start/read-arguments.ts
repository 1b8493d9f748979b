import type { App } from '../workspace/apps';
import { readCommandLine } from '../workspace/command-line';

/** What to start. */
export interface StartArguments {
  readonly apps: readonly App[];
  /** Processes of each app; the first has the app's own ports, the others free ones. */
  readonly instances: number;
  /** Free ports for the first processes, too: several checkouts may run at once. */
  readonly freePorts: boolean;
  /** Sample data is filled in, if it has not been before. */
  readonly sampleData: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const MAX_INSTANCES = 20;

/** Reads `[app …] [--instances N] [--free-ports] [--no-sample-data]`; no app means every service as a process of its own. Throws with the usage. */
export function readStartArguments(
  args: readonly string[],
  known: readonly App[],
  environment: Environment,
): StartArguments {
  const { positionals, values } = parse(args, known, environment);
  const instances = Number(values.instances ?? '1');
  if (!Number.isInteger(instances) || instances < 1 || instances > MAX_INSTANCES) {
    throw new Error(`--instances takes a whole number from 1 to ${MAX_INSTANCES}\n${usage(known)}`);
  }
  const unknown = positionals.filter((name) => !known.some((app) => app.name === name));
  if (unknown.length > 0) throw new Error(`there is no app named ${unknown.join(', ')}\n${usage(known)}`);
  const apps = known.filter(({ name, kind }) =>
    positionals.length === 0 ? kind === 'service' : positionals.includes(name),
  );
  return { apps, instances, freePorts: values['free-ports'] ?? false, sampleData: !values['no-sample-data'] };
}

function parse(args: readonly string[], known: readonly App[], environment: Environment) {
  try {
    return readCommandLine(
      'npm start',
      args,
      {
        instances: { type: 'string' },
        'free-ports': { type: 'boolean' },
        'no-sample-data': { type: 'boolean' },
      },
      environment,
    );
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage(known)}`, { cause: error });
  }
}

function usage(known: readonly App[]): string {
  return `usage: npm start -- [app …] [--instances N] [--free-ports] [--no-sample-data]\n  apps: ${known.map(({ name }) => name).join(', ')}; none named: every service as a process of its own`;
}
