import { specsWithoutRun } from './specs-without-run';

const workspace = {
  'libs/core/project.json': '{ "targets": { "test": {} } }',
  'libs/core/src/uuid.spec.ts': '',
  'apps/e2e/project.json': '{ "targets": { "e2e": {} } }',
  'apps/e2e/src/start.e2e.spec.ts': '',
};

const problems = (files: Record<string, string>) =>
  specsWithoutRun({ files: Object.keys(files), read: (file) => files[file] ?? '' });

describe('specs', () => {
  it('are run by a target of their project', async () => expect(await problems(workspace)).toEqual([]));

  it('that none runs are named', async () => {
    expect(
      await problems({
        ...workspace,
        'apps/e2e/src/world.spec.ts': '',
        'libs/proto/search/project.json': '{}',
        'libs/proto/search/src/search.spec.ts': '',
      }),
    ).toEqual([
      'apps/e2e/src/world.spec.ts is run by nobody → apps/e2e/project.json needs the target test',
      'libs/proto/search/src/search.spec.ts is run by nobody → libs/proto/search/project.json needs the target test',
    ]);
  });
});
