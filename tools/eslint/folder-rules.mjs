// What the inside of a service may import. Project tags cannot see folders, so these rules guard them:
// main → service → grpc, storage, clients, passwords → domain → core. They are lists of what is allowed: a folder, a file beside
// service.ts or a package has no rights until it is named here.
import { exportByName } from './export-by-name.mjs';

const CORE = '@killrvideo/core';
const WORDS = '@killrvideo/words';
const GRPC = ['@killrvideo/grpc', '@killrvideo/grpc/*', '@killrvideo/proto/*'];

const FOLDERS = {
  domain: {
    may: [CORE, WORDS],
    why: 'The domain knows no gRPC, CQL, etcd, process or package.',
  },
  grpc: {
    may: [CORE, ...GRPC, '@bufbuild/protobuf/wire', 'domain/*'],
    why: 'The gRPC folder converts between proto and domain.',
  },
  storage: {
    may: [CORE, '@killrvideo/cassandra', 'node:crypto', 'domain/*'],
    why: 'The storage folder maps between tables and domain.',
  },
  clients: {
    may: [
      CORE,
      '@killrvideo/service-clients',
      '@killrvideo/grpc/wire-format',
      '@killrvideo/proto/*',
      'domain/*',
    ],
    why: 'The clients folder converts between domain and the proto of other services.',
  },
  events: {
    may: [CORE, '@killrvideo/events', '@killrvideo/grpc/wire-format', '@killrvideo/proto/*', 'domain/*'],
    why: 'The events folder maps between what happens in the domain and the events of the contract.',
  },
  passwords: {
    may: [CORE, '@node-rs/argon2', 'node:crypto', 'node:util', 'node:os', 'domain/*'],
    why: 'The passwords folder makes and checks hashes.',
  },
};

const FILES = {
  'main.ts': {
    may: ['@killrvideo/runtime', 'node:v8', './service', '../project.json'],
    why: 'main.ts starts services, no more.',
  },
  'service.ts': {
    may: [CORE, ...GRPC, '@killrvideo/runtime', './schema.cql', './variables', './*/*'],
    why: 'service.ts composes what is in the folders; only main.ts knows the process.',
  },
  'variables.ts': {
    may: [CORE, '@killrvideo/runtime'],
    why: 'variables.ts declares variables.',
  },
  '{repair,rebuild}.ts': {
    may: [CORE, '@killrvideo/runtime', '../project.json', './schema.cql', './variables', './*/*'],
    why: 'A task is composed like a service.',
  },
};

/** Folders of folders (`domain/methods/`) are parts of them; deeper than this nobody finds anything. */
const MAX_DEPTH = 2;

const TEST_LIBRARIES = ['@killrvideo/testing', '@killrvideo/*/testing'];
/** Also where `@killrvideo/grpc/*` may be imported. */
const NO_TEST_LIBRARY = '(?!@killrvideo/.*testing$)';
const TEST_TOOLS = [...TEST_LIBRARIES, '@killrvideo/local-stack'];

export const folderRules = [
  withoutTestTools('libs/*/src/**', TEST_TOOLS),
  // Many commands are about the local stack, but what users run stands on nothing that is made for tests.
  withoutTestTools('tools/src/**', TEST_LIBRARIES),
  inService('**', [], 'tools/eslint/folder-rules.mjs does not say what may be imported here.'),
  ...Object.entries(FOLDERS).flatMap(([folder, { may, why }]) =>
    Array.from({ length: MAX_DEPTH + 1 }, (_, depth) =>
      inService(
        `${folder}/${'*/'.repeat(depth)}*.ts`,
        [ownPlaces(depth), ...may.map((place) => placeFrom(depth, place))],
        why,
      ),
    ),
  ),
  ...Object.entries(FILES).map(([file, { may, why }]) => inService(file, may.map(pattern), why)),
];

function withoutTestTools(files, group) {
  return {
    files: [files],
    ignores: ['libs/{testing,local-stack}/**', '**/*.spec.ts', '**/*.testing.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group, message: 'Test tools are for specs.' }] }],
    },
  };
}

/** A rule for files of every service: what no pattern of `may` takes is refused. */
function inService(files, may, why) {
  return {
    files: [`apps/*/src/${files}`],
    ignores: ['apps/{all-in-one,e2e}/**', '**/*.spec.ts', '**/*.testing.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(?!${NO_TEST_LIBRARY}(?:${may.join('|')})$)`, message: why }] },
      ],
      'no-restricted-syntax': [
        'error',
        exportByName,
        { selector: 'ImportExpression', message: 'Import at the top: rules see what stands there.' },
      ],
    },
  };
}

/** The folder itself, and below it; by a way that does not lead out of it and in again. */
function ownPlaces(depth) {
  const up = depth === 0 ? '' : `|(?:\\.\\./){1,${depth}}`;
  return `(?:\\./${up})(?!\\.)(?!.*/\\.\\.).+`;
}

/** Another folder of the service, seen from one that is so deep; or a package. */
function placeFrom(depth, place) {
  return pattern(place.endsWith('/*') && !place.startsWith('@') ? '../'.repeat(depth + 1) + place : place);
}

function pattern(place) {
  return place.replaceAll('.', '\\.').replaceAll('*', '[^/]+');
}
