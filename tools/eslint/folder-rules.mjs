// What each folder of a service may import. Project tags cannot see folders, so these rules guard the inside of an
// app: main → service → grpc, storage, passwords → domain → core.
const GRPC = ['@grpc/*', '@killrvideo/grpc', '@killrvideo/proto/*', '**/grpc/*'];
const CASSANDRA = ['cassandra-driver', '@killrvideo/cassandra', '**/storage/*', '**/*.cql'];
const PROCESS = [
  '@killrvideo/runtime',
  '@killrvideo/discovery',
  'etcd3',
  'pino',
  'prom-client',
  '**/service',
  '**/main',
];
const PASSWORDS = ['@node-rs/argon2', '**/passwords/*'];
const TEST_TOOLS = ['@killrvideo/testing', '@killrvideo/*/testing', '@killrvideo/local-stack'];

export const folderRules = [
  forbid('libs/{core,grpc,cassandra,discovery,host,runtime}/src/**'),
  forbid(
    'apps/*/src/domain/**',
    [...GRPC, ...CASSANDRA, ...PASSWORDS, ...PROCESS],
    'The domain knows no gRPC, CQL, etcd, hash functions or process.',
  ),
  forbid(
    'apps/*/src/grpc/**',
    [...CASSANDRA, ...PASSWORDS, ...PROCESS],
    'The gRPC folder converts between proto and domain.',
  ),
  forbid(
    'apps/*/src/storage/**',
    [...GRPC, ...PASSWORDS, ...PROCESS],
    'The storage folder maps between tables and domain.',
  ),
  forbid(
    'apps/*/src/passwords/**',
    [...GRPC, ...CASSANDRA, ...PROCESS],
    'The passwords folder makes and checks hashes.',
  ),
  forbid('apps/*/src/service.ts', ['**/main'], 'Only main.ts knows the process.'),
  forbid(
    'apps/*/src/main.ts',
    ['**/domain/*', '**/storage/*', '**/grpc/*'],
    'main.ts starts services, no more.',
  ),
];

function forbid(files, group = [], message = '') {
  const testTools = { group: TEST_TOOLS, message: 'Test tools are for specs.' };
  const patterns = group.length === 0 ? [testTools] : [{ group, message }, testTools];
  return {
    files: [files],
    ignores: ['**/*.spec.ts', '**/*.testing.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}
