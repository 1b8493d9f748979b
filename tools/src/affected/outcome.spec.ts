import type { AffectedCase } from './affected-case';
import type { House } from './house';
import { differences, expectedOf, inWords } from './outcome';

const TASKS: Readonly<Record<string, string[]>> = {
  core: ['core:lint', 'core:test'],
  app: ['app:lint', 'app:build'],
};
const house: House = {
  all: ['core', 'app'],
  services: ['app'],
  having: () => [],
  tasksOf: (names) => names.flatMap((name) => TASKS[name] ?? []),
  files: [],
};
const change: AffectedCase = { change: 'a line', affected: ['core', 'app'] };

describe('what a case expects', () => {
  it('is every task of the affected projects, unless it says which', () => {
    expect(expectedOf(change, house)).toEqual({
      projects: ['core', 'app'],
      ran: ['core:lint', 'core:test', 'app:lint', 'app:build'],
    });
    expect(expectedOf({ ...change, runs: { every: ['core'], lint: ['core', 'app'] } }, house).ran).toEqual([
      'core:lint',
      'core:test',
      'app:lint',
    ]);
    expect(expectedOf({ ...change, runs: {} }, house).ran).toEqual([]);
  });
});

describe('the comparison with what Nx decided', () => {
  const expected = { projects: ['core', 'app'], ran: ['core:lint', 'app:lint'] };

  it('finds nothing where both say the same, in whatever order', () => {
    expect(differences(expected, { projects: ['app', 'core'], ran: ['app:lint', 'core:lint'] })).toEqual([]);
  });

  it('names what is missing and what is too much', () => {
    expect(differences(expected, { projects: ['app', 'tools'], ran: ['app:lint', 'tools:test'] })).toEqual([
      'not affected: core',
      'affected, and should not be: tools',
      'from the cache, and should have run: core:lint',
      'ran, and should have come from the cache: tools:test',
    ]);
  });

  it('is shown in few words', () => {
    expect(inWords({ projects: [], ran: [] })).toBe('nothing');
    expect(inWords({ projects: ['core'], ran: [] })).toBe('core: nothing runs');
    expect(inWords(expected)).toBe('app, core: lint 2');
    expect(inWords({ projects: ['a', 'b', 'c', 'd', 'e', 'f'], ran: ['a:test', 'b:lint'] })).toBe(
      '6 projects: lint 1, test 1',
    );
  });
});
