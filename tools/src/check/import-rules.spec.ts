import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const WORKSPACE = join(__dirname, '../../..');
const BOUNDARY = '@nx/enforce-module-boundaries';
const FOLDER = 'no-restricted-imports';

/** An import, where it would stand, and the rule that must refuse it (none: it must be allowed). */
const SEEDS: [file: string, from: string, rule?: string][] = [
  // Projects: what a layer may use.
  ['libs/core/src/seed.ts', '@killrvideo/grpc', BOUNDARY],
  ['libs/grpc/src/seed.ts', '@killrvideo/cassandra', BOUNDARY],
  ['libs/grpc-client/src/seed.ts', '@killrvideo/grpc', BOUNDARY],
  ['libs/cassandra/src/seed.ts', '@killrvideo/runtime', BOUNDARY],
  ['libs/discovery/src/seed.ts', '@killrvideo/service-clients', BOUNDARY],
  ['libs/service-clients/src/seed.ts', '@killrvideo/runtime', BOUNDARY],
  ['libs/service-clients/src/seed.ts', '@killrvideo/discovery'],
  ['libs/service-clients/src/seed.ts', '@killrvideo/grpc/testing', FOLDER],
  ['libs/testing/src/seed.ts', '@killrvideo/proto/comments', BOUNDARY],
  ['libs/proto/statistics/src/seed.ts', '@killrvideo/proto/comments', BOUNDARY],
  ['libs/grpc/src/seed.ts', '../../core/src/uuid', BOUNDARY],
  ['apps/comments/src/service.ts', '@killrvideo/services/statistics', BOUNDARY],
  ['apps/comments/src/service.ts', '@killrvideo/local-stack', BOUNDARY],
  ['apps/all-in-one/src/main.ts', '@killrvideo/grpc', BOUNDARY],
  ['apps/all-in-one/src/main.ts', '@killrvideo/services/comments'],
  ['apps/all-in-one/src/seed.ts', '@killrvideo/services/comments', BOUNDARY],
  ['apps/all-in-one/src/main.ts', '../../comments/src/service', BOUNDARY],
  ['apps/comments/src/service.ts', '@killrvideo/grpc'],
  ['libs/grpc/src/seed.ts', '@killrvideo/testing', FOLDER],
  ['libs/grpc-client/src/seed.ts', '@killrvideo/testing', FOLDER],
  ['tools/src/seed.ts', '@killrvideo/testing', FOLDER],
  ['tools/src/seed.ts', '@killrvideo/grpc-client/testing', FOLDER],
  ['tools/src/seed.ts', '@killrvideo/local-stack'],
  // Folders: what the inside of a service may use.
  ['apps/comments/src/domain/seed.ts', '@grpc/grpc-js', FOLDER],
  ['apps/comments/src/domain/seed.ts', '@killrvideo/grpc-client', FOLDER],
  ['apps/comments/src/domain/seed.ts', '@killrvideo/proto/comments', FOLDER],
  ['apps/comments/src/domain/seed.ts', '@killrvideo/cassandra', FOLDER],
  ['apps/comments/src/domain/seed.ts', '../storage/cassandra-comment-store', FOLDER],
  ['apps/comments/src/domain/seed.ts', 'etcd3', FOLDER],
  ['apps/comments/src/domain/seed.ts', '@killrvideo/runtime', FOLDER],
  ['apps/comments/src/domain/seed.ts', 'lodash', FOLDER],
  ['apps/comments/src/domain/seed.ts', 'node:child_process', FOLDER],
  ['apps/comments/src/domain/seed.ts', "import('lodash')", 'no-restricted-syntax'],
  ['apps/comments/src/domain/seed.ts', '../service', FOLDER],
  ['apps/comments/src/domain/seed.ts', '../somewhere/else', FOLDER],
  ['apps/comments/src/domain/seed.ts', './../storage/cassandra-comment-store', FOLDER],
  ['apps/comments/src/domain/seed.ts', './a/../../storage/cassandra-comment-store', FOLDER],
  ['apps/comments/src/domain/seed.ts', './comment'],
  ['apps/comments/src/domain/seed.ts', '@killrvideo/core'],
  ['apps/outliers/src/domain/methods/seed.ts', '../../grpc/detect-handlers', FOLDER],
  ['apps/outliers/src/domain/methods/seed.ts', '@killrvideo/grpc', FOLDER],
  ['apps/outliers/src/domain/methods/seed.ts', '../rule'],
  ['apps/outliers/src/domain/methods/seed.ts', './sigma'],
  ['apps/comments/src/domain/a/b/c/seed.ts', '@killrvideo/core', FOLDER],
  ['apps/comments/src/grpc/seed.ts', '@killrvideo/cassandra', FOLDER],
  ['apps/comments/src/grpc/seed.ts', '../storage/cassandra-comment-store', FOLDER],
  ['apps/comments/src/grpc/seed.ts', '../domain/comment'],
  ['apps/comments/src/storage/seed.ts', '@killrvideo/grpc', FOLDER],
  ['apps/comments/src/storage/seed.ts', '../grpc/comments-handlers', FOLDER],
  ['apps/comments/src/storage/seed.ts', '../domain/comment'],
  ['apps/comments/src/storage/seed.ts', 'node:fs', FOLDER],
  ['apps/comments/src/storage/seed.ts', '@killrvideo/testing', FOLDER],
  ['apps/comments/src/storage/seed.ts', '@killrvideo/cassandra/testing', FOLDER],
  ['apps/comments/src/domain/seed.ts', '@killrvideo/service-clients', FOLDER],
  ['apps/comments/src/grpc/seed.ts', '@killrvideo/service-clients', FOLDER],
  ['apps/comments/src/grpc/seed.ts', '@killrvideo/grpc/testing', FOLDER],
  ['apps/comments/src/clients/seed.ts', '@killrvideo/service-clients'],
  ['apps/comments/src/clients/seed.ts', '@killrvideo/proto/video-catalog'],
  ['apps/comments/src/clients/seed.ts', '../domain/comment'],
  ['apps/comments/src/clients/seed.ts', '@killrvideo/grpc', FOLDER],
  ['apps/comments/src/clients/seed.ts', '@killrvideo/discovery', FOLDER],
  ['apps/comments/src/clients/seed.ts', '../grpc/comments-handlers', FOLDER],
  ['apps/users/src/domain/seed.ts', '@node-rs/argon2', FOLDER],
  ['apps/users/src/domain/seed.ts', '../passwords/argon2-passwords', FOLDER],
  ['apps/users/src/passwords/seed.ts', '@killrvideo/cassandra', FOLDER],
  ['apps/users/src/passwords/seed.ts', '../domain/passwords'],
  ['apps/comments/src/consumers/seed.ts', '@killrvideo/core', FOLDER],
  ['apps/comments/src/seed.ts', './service', FOLDER],
  ['apps/comments/src/service.ts', './main', FOLDER],
  ['apps/comments/src/service.ts', 'node:fs', FOLDER],
  ['apps/comments/src/service.ts', './storage/cassandra-comment-store'],
  ['apps/comments/src/service.ts', '@killrvideo/testing', FOLDER],
  ['apps/comments/src/service.ts', '@killrvideo/grpc-client/testing', FOLDER],
  ['apps/comments/src/main.ts', './storage/cassandra-comment-store', FOLDER],
];

describe('the rules for who may import what', () => {
  let found: string[][];
  beforeAll(() => {
    const { stdout, stderr } = spawnSync(process.execPath, ['tools/eslint/lint-seeded.mjs'], {
      cwd: WORKSPACE,
      input: JSON.stringify(SEEDS.map(([file, from]) => ({ file, code: codeOf(from) }))),
      encoding: 'utf8',
      timeout: 110_000,
    });
    if (stdout === '') throw new Error(stderr);
    found = JSON.parse(stdout) as string[][];
  }, 120_000);

  it.each(
    SEEDS.map(([file, from, rule], index): [string, string, string, number] => [
      file,
      from,
      rule ?? 'no rule',
      index,
    ]),
  )('%s, importing %s, is refused by %s', (_file, _from, rule, index) => {
    const rules = (found[index] ?? []).map((message) => message.split(':')[0]);
    if (rule === 'no rule') expect(found[index]).toEqual([]);
    else expect(rules).toContain(rule);
  });
});

function codeOf(from: string): string {
  return from.startsWith('import(') ? `void ${from};\n` : `import * as seed from '${from}';\nvoid seed;\n`;
}
