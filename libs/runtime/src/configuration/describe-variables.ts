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
  /** In words: `every process`, `services with tables`, or the service whose own it is. */
  readonly readBy: string;
}

/** All that a process of the app with these services reads, in the order of reading. */
export function describeVariables(
  manifest: AppManifest,
  modules: readonly ServiceModule[],
): DescribedVariable[] {
  const ofApp = processGroups(manifest);
  const ofProcess = inUse(ofApp).map((group) => ({
    group,
    readBy: group === ofApp.second || group === ofApp.internal ? 'apps with such a port' : 'every process',
  }));
  const groups = [...ofProcess, ...modules.flatMap(({ variables }) => variables)];
  const byName = new Map(
    groups.flatMap(({ group, readBy }) =>
      Object.values(group).map((each) => [each.name, described(each, readBy)]),
    ),
  );
  return [...byName.values()];
}

function described({ name, olderName, meaning, rule }: Variable<unknown>, readBy: string): DescribedVariable {
  const unset = rule.safeParse(undefined);
  const value = unset.success ? unset.data : undefined;
  return {
    ...{ name, olderName, meaning, readBy },
    default: value === undefined ? undefined : inText(value),
    isRequired: !unset.success,
  };
}

/** As it would stand in the environment: values are texts, numbers and lists of them. */
function inText(value: unknown): string {
  return ((Array.isArray(value) ? value : [value]) as (string | number)[]).join(',');
}
