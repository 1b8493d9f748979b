import type { AffectedCase } from './affected-case';
import type { Decision } from './ask-nx';
import { TARGETS, type House } from './house';

/** What a case expects, in the form of what Nx decided. */
export function expectedOf({ affected, runs = { every: affected } }: AffectedCase, house: House): Decision {
  const { every = [], ...targets } = runs;
  const single = Object.entries(targets).flatMap(([target, projects]) =>
    projects.map((project) => `${project}:${target}`),
  );
  return { projects: unique(affected), ran: unique([...house.tasksOf(every), ...single]) };
}

/** What differs, in words for a person; nothing when both say the same. */
export function differences(expected: Decision, got: Decision): string[] {
  return [
    ...listed('not affected', missing(expected.projects, got.projects)),
    ...listed('affected, and should not be', missing(got.projects, expected.projects)),
    ...listed('from the cache, and should have run', missing(expected.ran, got.ran)),
    ...listed('ran, and should have come from the cache', missing(got.ran, expected.ran)),
  ];
}

/** A decision in few words: names as long as they are few, then how many of each target ran. */
export function inWords({ projects, ran }: Decision): string {
  if (projects.length === 0 && ran.length === 0) return 'nothing';
  const names = projects.length <= NAMED ? [...projects].sort().join(', ') : `${projects.length} projects`;
  const counts = TARGETS.map(
    (target) => [target, ran.filter((task) => task.endsWith(`:${target}`)).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([target, count]) => `${target} ${count}`);
  return `${names}: ${counts.length === 0 ? 'nothing runs' : counts.join(', ')}`;
}

const NAMED = 5;

function listed(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${what}: ${names.join(', ')}`];
}

function missing(wanted: readonly string[], found: readonly string[]): string[] {
  return wanted.filter((each) => !found.includes(each)).sort();
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
