import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { AffectedCase } from '../affected-case';
import { jsonIn, lineIn } from '../edits';
import type { House } from '../house';

const BUNDLE = 'dist/apps/comments/main.js';
const MARK = 'carried by the bundle';

/** A service lives alone: what it has touches itself, the app that mounts it, and the black-box tests. */
export function serviceCases({ services, files }: House): AffectedCase[] {
  const itself = (name: string): string[] => [name, 'all-in-one', 'e2e'];
  const spec = files.find((file) => file.startsWith('apps/videos/src/domain/') && file.endsWith('.spec.ts'));
  return [
    ...services.map((name) => ({
      change: `a line in ${name}`,
      edit: lineIn(`apps/${name}/src/service.ts`),
      affected: itself(name),
    })),
    {
      change: 'a statement in comments: its bundle has it',
      edit: (root) => appendFileSync(join(root, 'apps/comments/src/main.ts'), `console.log('${MARK}');\n`),
      affected: itself('comments'),
      bundle: { file: BUNDLE, carries: MARK },
    },
    {
      change: 'a new file in statistics',
      edit: (root) =>
        writeFileSync(join(root, 'apps/statistics/src/domain/new.ts'), 'export const isNew = true;\n'),
      affected: itself('statistics'),
    },
    {
      change: 'a spec of videos',
      edit: lineIn(spec ?? 'a spec below apps/videos/src/domain'),
      affected: itself('videos'),
      runs: { lint: ['videos'], typecheck: ['videos'], test: ['videos'] },
    },
    {
      change: 'the tables of comments',
      edit: lineIn('apps/comments/src/schema.cql'),
      affected: itself('comments'),
    },
    {
      change: 'what outliers are compared with (a fixture)',
      edit: jsonIn<{ changed?: boolean }>('apps/outliers/fixtures/detect.json', (content) => {
        content.changed = true;
      }),
      affected: itself('outliers'),
    },
    {
      change: 'the port of comments',
      edit: jsonIn<{ metadata: { ports: { grpc: number } } }>(
        'apps/comments/project.json',
        ({ metadata }) => {
          metadata.ports.grpc++;
        },
      ),
      // A spec of the tools lints with the tags of all projects.
      affected: [...itself('comments'), 'tools'],
      runs: { every: itself('comments'), test: ['tools'] },
    },
    {
      change: 'a line in all-in-one',
      edit: lineIn('apps/all-in-one/src/main.ts'),
      affected: ['all-in-one', 'e2e'],
    },
    {
      change: 'a line in the black-box tests',
      edit: lineIn('apps/e2e/src/world/world.ts'),
      affected: ['e2e'],
    },
    // The black-box tests call the commands as a person does.
    { change: 'a line in a command', edit: lineIn('tools/src/sample-data.ts'), affected: ['tools', 'e2e'] },
  ];
}
