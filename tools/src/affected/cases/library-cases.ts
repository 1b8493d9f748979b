import type { AffectedCase } from '../affected-case';
import { both, lineIn } from '../edits';
import type { House } from '../house';

/** A library touches those who use it, themselves or through another library. */
export function libraryCases({ services, having }: House): AffectedCase[] {
  /** They use every mechanism through libs/runtime. */
  const processes = [...services, 'all-in-one', 'e2e'];
  const lineOf = (library: string, file: string, ...affected: string[]): AffectedCase => ({
    change: `a line in libs/${library}`,
    edit: lineIn(`libs/${library}/src/${file}`),
    affected: [library, ...affected],
  });
  const line = (library: string, ...affected: string[]) => lineOf(library, 'index.ts', ...affected);
  const usersOfCore = [
    'grpc',
    'grpc-client',
    'cassandra',
    'discovery',
    'service-clients',
    'events',
    'testing',
    'local-stack',
    'runtime',
    'tools',
    ...processes,
  ];
  return [
    line('core', ...usersOfCore),
    // The specs of service-clients have real servers.
    lineOf('grpc', 'serving/index.ts', 'service-clients', 'events', 'runtime', 'tools', ...processes),
    line('words', 'search', 'suggested-videos', 'all-in-one', 'e2e'),
    line('grpc-client', 'service-clients', 'runtime', 'tools', ...processes),
    line('cassandra', 'events', 'runtime', 'tools', ...processes),
    line('discovery', 'service-clients', 'runtime', 'local-stack', 'tools', ...processes),
    line('service-clients', 'runtime', 'tools', ...processes),
    line('events', 'runtime', 'tools', ...processes),
    line('host', 'runtime', 'local-stack', 'tools', ...processes),
    line('runtime', 'tools', ...processes), // the page of all variables is made from it
    line('local-stack', 'tools', 'e2e'),
    // The specs of cassandra, discovery and others use it, and Nx knows projects, not files: so do all who use those.
    line(
      'testing',
      'grpc-client',
      'cassandra',
      'discovery',
      'service-clients',
      'events',
      'local-stack',
      'runtime',
      'tools',
      ...processes,
    ),
    {
      change: 'a spec of libs/core',
      edit: lineIn('libs/core/src/uuid.spec.ts'),
      affected: ['core', ...usersOfCore],
      runs: { lint: ['core'], typecheck: ['core'], test: ['core'] },
    },
    {
      change: 'the TypeScript options of libs/host',
      edit: lineIn('libs/host/tsconfig.json'),
      affected: ['host', 'runtime', 'local-stack', 'tools', ...processes],
    },
    {
      change: 'the Cassandra that all tests run on',
      edit: lineIn('libs/local-stack/src/cassandra/cassandra-files.ts'),
      affected: [...having('test'), ...processes],
      runs: { every: ['local-stack', 'tools', 'e2e'], test: having('test') },
    },
    {
      change: 'how etcd is started for all tests',
      edit: lineIn('libs/local-stack/src/etcd/etcd-arguments.ts'),
      affected: [...having('test'), ...processes],
      runs: { every: ['local-stack', 'tools', 'e2e'], test: having('test') },
    },
    {
      change: 'the contract of comments, generated',
      edit: both(
        lineIn('proto/comments/comments_service.proto'),
        lineIn('libs/proto/comments/src/generated/comments/comments_service.ts'),
      ),
      affected: ['proto-comments', 'comments', 'all-in-one', 'e2e', 'tools'],
    },
    {
      change: 'the contract of uploads, which no service has yet',
      edit: lineIn('libs/proto/uploads/src/index.ts'),
      affected: ['proto-uploads', 'tools', 'e2e'],
    },
    {
      change: 'a comment of the contract, not generated yet',
      edit: lineIn('proto/comments/comments_service.proto'),
      // A spec of the tools compares it with what is generated.
      affected: ['tools', 'e2e'],
      runs: { test: ['tools'] },
    },
  ];
}
