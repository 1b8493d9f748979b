import type { Variables } from './variable';

/**
 * What is wrong with the values of a group beside each other: one that is set without another that it goes with, or
 * two that do not fit. `values` are those that can be used each by itself, `isSet` knows those that cannot, too.
 */
export function companionProblems(
  group: Variables,
  values: Readonly<Record<string, unknown>>,
  isSet: (key: string) => boolean,
): string[] {
  return Object.entries(group)
    .filter(([key]) => isSet(key))
    .flatMap(([key, { name, example, goesWith = [] }]) =>
      goesWith.flatMap(({ variable, misfit }) => {
        const other = group[variable];
        if (other === undefined) throw new Error(`${name} goes with ${variable}, which is not in its group`);
        if (values[variable] === undefined) {
          return isSet(variable)
            ? []
            : [`${other.name} is missing, and ${name} is set; an example: ${other.name}=${other.example}`];
        }
        const problem = key in values ? misfit?.(values[key], values[variable]) : undefined;
        return problem === undefined ? [] : [`${name} ${problem}; an example: ${name}=${example}`];
      }),
    );
}
