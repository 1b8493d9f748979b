import type { AffectedCase } from '../affected-case';
import { bump } from '../edits';
import type { House } from '../house';

/** A package in another version touches those who use it. */
export function packageCases({ all, services, having }: House): AffectedCase[] {
  const processes = [...services, 'all-in-one', 'e2e'];
  /** Their specs use the tools for tests: Nx knows projects, not files. */
  const usersOfTesting = [
    ...['testing', 'cassandra', 'discovery', 'events', 'grpc-client', 'service-clients'],
    ...['local-stack', 'runtime', 'tools'],
    ...processes,
  ];
  const imported = (name: string, ...affected: string[]): AffectedCase => ({
    change: `another version of ${name}`,
    edit: bump(name),
    affected,
  });
  // nx affected knows who imports a package, not whose target runs it: then all projects are asked, and the cache
  // answers for those that it does not touch.
  const run = (name: string, runs: NonNullable<AffectedCase['runs']>): AffectedCase => ({
    change: `another version of ${name}`,
    edit: bump(name),
    ask: 'all',
    affected: all,
    runs,
  });
  return [
    imported('@node-rs/argon2', 'users', 'all-in-one', 'e2e'),
    imported('prom-client', 'runtime', 'tools', ...processes),
    imported('cockatiel', ...usersOfTesting), // etcd3 stands on it, which libs/testing gives users to
    imported('cli-progress', 'tools', 'e2e'),
    imported('papaparse', 'tools', 'e2e'),
    imported('prettier', 'tools', 'e2e'), // the page of all variables is formatted as it is made
    imported('knip'),
    run('typescript', { lint: all, typecheck: all, test: having('test') }),
    run('@types/jest', { lint: all, typecheck: all }),
    run('@types/papaparse', { lint: all, typecheck: all }),
    run('eslint-config-prettier', { lint: all, test: ['tools'] }),
    run('jest', { test: having('test') }),
    run('@swc/jest', { test: having('test') }),
    run('ts-proto', { test: ['tools'] }),
    run('esbuild', { build: having('build'), every: usersOfTesting }), // libs/testing bundles scripts with it
  ];
}
