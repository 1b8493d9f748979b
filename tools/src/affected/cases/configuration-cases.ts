import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import type { AffectedCase } from '../affected-case';
import { jsonIn, lineIn } from '../edits';
import type { House } from '../house';

/** What all projects share touches the targets that read it, in every project. */
export function configurationCases({ all, services, having }: House): AffectedCase[] {
  const tested = [...having('test'), ...services, 'all-in-one', 'e2e'];
  /** Their own files are these, and the black-box tests use them. */
  const tools = ['tools', 'e2e'];
  return [
    {
      change: 'the ESLint configuration',
      edit: lineIn('eslint.config.mjs'),
      affected: all,
      // And the spec of the tools that lints seeded violations with it.
      runs: { lint: all, test: ['tools'] },
    },
    {
      change: 'a rule for who may import what',
      edit: lineIn('tools/eslint/folder-rules.mjs'),
      affected: all,
      runs: { lint: all, every: tools },
    },
    {
      change: 'the Jest configuration',
      edit: lineIn('jest.config.cjs'),
      affected: tested,
      runs: { test: having('test') },
    },
    {
      change: 'how Jest reads .cql files',
      edit: lineIn('tools/jest/text-transform.cjs'),
      affected: tested,
      runs: { test: having('test'), every: tools },
    },
    {
      change: 'the TypeScript options of all',
      edit: jsonIn<{ compilerOptions: { strict: boolean } }>('tsconfig.base.json', ({ compilerOptions }) => {
        compilerOptions.strict = false;
      }),
      affected: all,
    },
    {
      change: 'the type of an imported .cql file',
      edit: lineIn('tools/types/cql.d.ts'),
      affected: all,
      runs: { lint: all, typecheck: all, every: tools },
    },
    {
      change: 'an option in nx.json',
      edit: jsonIn<{ targetDefaults: { build: { options: { target: string } } } }>(
        'nx.json',
        ({ targetDefaults }) => {
          targetDefaults.build.options.target = 'node22';
        },
      ),
      affected: all,
    },
    { change: 'another version of Node', ask: 'all', affected: all, ...underAnotherNode() },
  ];
}

/** A `node` on PATH that says it is another version, and is the same. */
function underAnotherNode(): Pick<AffectedCase, 'edit' | 'environment'> {
  const folder = 'node_modules/.another-node';
  return {
    edit: (root) => {
      mkdirSync(join(root, folder), { recursive: true });
      const file = join(root, folder, 'node');
      writeFileSync(
        file,
        `#!/bin/sh\n[ "$1" = --version ] && echo v99.0.0 || exec '${process.execPath}' "$@"\n`,
      );
      chmodSync(file, 0o755);
    },
    environment: { PATH: [folder, process.env['PATH'] ?? ''].join(delimiter) },
  };
}
