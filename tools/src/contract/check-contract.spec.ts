import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkBreaking, checkFormat, checkGenerated, checkLint } from './check-contract';
import { HEALTH_FOLDER } from './generate-contract';

jest.setTimeout(120_000);

const WORKSPACE = join(__dirname, '../../..');

describe('the checks of the contract', () => {
  let root: string;
  const proto = (): string => join(root, 'proto');

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'killrvideo-seeded-'));
    for (const folder of ['proto', 'libs/proto', HEALTH_FOLDER]) {
      cpSync(join(WORKSPACE, folder), join(root, folder), { recursive: true });
    }
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function edit(file: string, from: string, to: string): void {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(root, file), text.replace(from, to));
  }

  it('find nothing where nothing was changed', async () => {
    const problems = await Promise.all([
      checkGenerated(root),
      checkLint(proto()),
      checkFormat(proto()),
      checkBreaking(proto()),
    ]);
    expect(problems.flat()).toEqual([]);
  });

  it('name every file that is not what the contract generates or belongs to no area, and nothing else', async () => {
    mkdirSync(join(root, 'proto/playlists'));
    writeFileSync(
      join(root, 'proto/playlists/playlists.proto'),
      'syntax = "proto3";\n\npackage playlists;\n',
    );
    mkdirSync(join(root, 'libs/proto/playlists'));
    edit('proto/statistics/statistics_service.proto', '// A play to count.', '// One play to count.');
    edit('libs/proto/comments/src/generated/descriptor-set.ts', 'base64', 'hex');
    edit(`${HEALTH_FOLDER}/descriptor-set.ts`, 'base64', 'hex');
    rmSync(join(root, 'libs/proto/common/src/generated/google/protobuf/timestamp.ts'));
    writeFileSync(join(root, 'libs/proto/search/src/generated/stray.ts'), '');
    const generate = 'run: npm run generate';
    const place =
      'what we add ourselves stands in proto/killrvideo/<name>/v<n>, and is generated into libs/proto/<name>-v<n>';
    expect(await checkGenerated(root)).toEqual([
      `proto/playlists/playlists.proto belongs to no area → ${place}`,
      `libs/proto/playlists is generated from no area → remove it: ${place}`,
      `libs/proto/common/src/generated/google/protobuf/timestamp.ts is missing → ${generate}`,
      `libs/proto/comments/src/generated/descriptor-set.ts differs from what the contract generates → ${generate}`,
      `libs/proto/search/src/generated/stray.ts is not generated from the contract → ${generate}`,
      `libs/proto/statistics/src/generated/descriptor-set.ts differs from what the contract generates → ${generate}`,
      `libs/proto/statistics/src/generated/statistics/statistics_service.ts differs from what the contract generates → ${generate}`,
      `${HEALTH_FOLDER}/descriptor-set.ts differs from what the contract generates → ${generate}`,
    ]);
  });

  it('say where a contract cannot be read', async () => {
    edit('proto/ratings/ratings_service.proto', 'int32 rating = 3;', 'int32 rating = ;');
    const [problem, ...others] = await checkGenerated(root);
    expect(problem).toMatch(/ratings_service\.proto:\d+:\d+:.*\n→ mend the contract/s);
    expect(others).toEqual([]);
  });

  it.each([
    ['a field that is gone', '  // Plays counted so far, 0 or more.\n  int64 views = 2;\n', '', '"views"'],
    ['another type', 'int64 views = 2;', 'int32 views = 2;', '"views"'],
    ['another number', 'int64 views = 2;', 'int64 views = 3;', '"views"'],
    ['another C# namespace', '"KillrVideo.Statistics"', '"KillrVideo.Stats"', 'csharp_namespace'],
    [
      'a stream',
      'returns (GetNumberOfPlaysResponse)',
      'returns (stream GetNumberOfPlaysResponse)',
      'streaming',
    ],
  ])('refuse what breaks others: %s', async (_what, from, to, named) => {
    edit('proto/statistics/statistics_service.proto', from, to);
    const [problem, ...others] = await checkBreaking(proto());
    expect(problem).toContain('statistics_service.proto');
    expect(problem).toContain(named);
    expect(problem).toContain('\n→ take the change back');
    expect(others).toEqual([]);
  });

  it('refuse a field without a comment, and names that only the given contract may have', async () => {
    edit('proto/statistics/statistics_service.proto', '  // Plays counted so far, 0 or more.\n', '');
    edit('proto/ratings/ratings_service.proto', 'service RatingsService', 'service Ratings');
    const [problem] = await checkLint(proto());
    expect(problem).toMatch(/statistics_service\.proto:\d+:\d+:Field "views"/);
    expect(problem).toMatch(/ratings_service\.proto:\d+:\d+:Service name "Ratings"/);
    expect(problem).toContain('\n→ mend the contract');
  });

  it('refuse a file that is not formatted', async () => {
    edit('proto/search/search_service.proto', '  string query = 1;', 'string  query=1;');
    const [problem] = await checkFormat(proto());
    expect(problem).toContain('search_service.proto');
    expect(problem).toContain('\n→ run: npx buf format -w proto');
  });
});
