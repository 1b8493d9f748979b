import type { z } from 'zod';

import { companionProblems } from './companion-problems';
import { ConfigurationError } from './configuration-error';
import type { ValuesOf, Variable, Variables } from './variable';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The values of each group that was read. */
export interface Configuration {
  /** Throws for a group that was not among those that were read. */
  valuesOf<V extends Variables>(group: V): ValuesOf<V>;
}

/**
 * Reads all groups of variables once. Throws one ConfigurationError that names every bad variable with its problem and
 * an example, and what else `problemsOf` finds in the values. A variable that is set to nothing counts as not set.
 */
export function readVariables(
  environment: Environment,
  app: string,
  groups: readonly Variables[],
  problemsOf: (configuration: Configuration) => readonly string[] = () => [],
): Configuration {
  const read = new Map<Variables, Record<string, unknown>>();
  const problems = new Set<string>(); // services in one process may read the same variable
  for (const group of groups) {
    const values: Record<string, unknown> = {};
    for (const [key, variable] of Object.entries(group)) {
      const { name, rule, example } = variable;
      const given = givenFor(variable, environment);
      const result = rule.safeParse(given);
      if (result.success) values[key] = result.data;
      else problems.add(`${name} ${problemOf(given, result.error)}; an example: ${name}=${example}`);
    }
    const isSet = (key: string) =>
      group[key] !== undefined && givenFor(group[key], environment) !== undefined;
    for (const problem of companionProblems(group, values, isSet)) problems.add(problem);
    read.set(group, values);
  }
  const configuration: Configuration = {
    valuesOf<V extends Variables>(group: V) {
      const values = read.get(group);
      if (values === undefined) throw new Error(`${Object.keys(group).join(', ')} were not read at start`);
      return values as ValuesOf<V>;
    },
  };
  for (const problem of problemsOf(configuration)) problems.add(problem);
  if (problems.size > 0) {
    throw new ConfigurationError(
      `${app} cannot start:\n${[...problems].map((problem) => `  ${problem}`).join('\n')}`,
    );
  }
  return configuration;
}

function givenFor({ name, olderName }: Variable<unknown>, environment: Environment): string | undefined {
  return environment[name] || (olderName && environment[olderName]) || undefined;
}

/** Values are not shown: a key or a password may stand in the wrong variable. */
function problemOf(given: string | undefined, error: z.ZodError): string {
  if (given === undefined) return 'is missing';
  return error.issues[0]?.message ?? 'cannot be used';
}
