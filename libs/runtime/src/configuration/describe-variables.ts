import type { AppManifest } from '../app-manifest';
import type { ServiceModule } from '../service-module';
import { inUse, processGroups } from './process-groups';
import type { Variable } from './variable';

/** A variable as the documentation shows it. */
export interface DescribedVariable {
  readonly name: string;
  readonly olderName: string | undefined;
  readonly meaning: string;
  /** What it is where none is set; undefined: nothing, and `isRequired` says whether that will do. */
  readonly default: string | undefined;
  readonly isRequired: boolean;
}

/** All that a process of the app with these services reads, in the order of reading. */
export function describeVariables(
  manifest: AppManifest,
  modules: readonly ServiceModule[],
): DescribedVariable[] {
  const groups = [...inUse(processGroups(manifest)), ...modules.flatMap(({ variables }) => variables)];
  const byName = new Map(
    groups.flatMap((group) => Object.values(group)).map((each) => [each.name, described(each)]),
  );
  return [...byName.values()];
}

function described({ name, olderName, meaning, rule }: Variable<unknown>): DescribedVariable {
  const unset = rule.safeParse(undefined);
  const value = unset.success ? unset.data : undefined;
  return {
    ...{ name, olderName, meaning },
    default: value === undefined ? undefined : inText(value),
    isRequired: !unset.success,
  };
}

/** As it would stand in the environment: values are texts, numbers and lists of them. */
function inText(value: unknown): string {
  return ((Array.isArray(value) ? value : [value]) as (string | number)[]).join(',');
}
