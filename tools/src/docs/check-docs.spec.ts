import { decisionProblems, INDEX } from './decisions';
import { missingCommands, untoldScripts } from './missing-commands';
import { missingPaths } from './missing-paths';
import { withSampleService } from './sample-service';
import { unknownIds, unreadVariables, wrongFigures } from './stated-facts';

const FILES: Record<string, string> = {
  'README.md': '# It\n\n## Where to go: on\n',
  'package.json': '{ "scripts": { "start": "", "stack": "" } }',
  'docs/development.md': '`npm start`, `npm run stack -- up`',
  'docs/adr/README.md': '| [001](001-one.md) | One |\n| 002 | never given |\n| [003](003-three.md) | Three |',
  'docs/adr/001-one.md': '# 001 One\n\nIt was measured (2026-11-24) at 14 %.',
  'docs/adr/003-three.md': '# 003 Three',
  'libs/grpc/project.json': '{ "name": "grpc", "targets": { "test": {} } }',
  'libs/grpc/src/unary.ts': 'process.env.KILLRVIDEO_ONE; const MAX_CALLS = 1_000;',
};

const workspaceOf = (more: Record<string, string> = {}) => {
  const files = { ...FILES, ...more };
  return { files: Object.keys(files), read: (file: string) => files[file] ?? '' };
};
const page = (text: string) => ({ path: 'docs/page.md', text });

describe('paths in pages', () => {
  const problems = (text: string) => missingPaths(page(text), workspaceOf());

  it.each([
    '[it](../README.md#where-to-go-on), [all](adr), [site](https://example.com/nowhere)',
    '`libs/grpc/src/unary.ts`, `libs/grpc/`, `libs/<name>/src`, `{apps,libs}/*/src/NAME.ts`',
    '`unary.ts`, `src/unary.ts`, `src/NAME.ts`, `/killrvideo/services/`, `cassandra.yaml`, `npx nx test grpc`',
    '```\nlibs/grpc/src   where it is\n```',
    '```mermaid\nx["libs/none, libs/neither"]\n```',
  ])('that are there: %s', (text) => expect(problems(text)).toEqual([]));

  it.each([
    ['`libs/grpc/unary.ts`', 'docs/page.md: libs/grpc/unary.ts is not there'],
    ['`libs/<name>/test`', 'docs/page.md: libs/<name>/test is not there'],
    ['`grpc/unary.ts`', 'docs/page.md: no file is named grpc/unary.ts'],
    ['`ary.ts`', 'docs/page.md: no file is named ary.ts'],
    ['```sh\nls libs/none\n```', 'docs/page.md: libs/none is not there'],
    ['[it](README.md)', 'docs/page.md: the link to README.md leads nowhere'],
    ['[it](../README.md#it-all)', 'docs/page.md: README.md has no heading #it-all'],
  ])('that are not: %s', (text, problem) => expect(problems(text)).toEqual([problem]));
});

describe('commands in pages', () => {
  const problems = (text: string) => missingCommands(page(text), workspaceOf());

  it('are scripts, and targets of projects', () => {
    expect(problems('`npm run stack -- down`, `npx nx test grpc`, `npx nx test PROJECT`')).toEqual([]);
    expect(problems('```sh\nnpm run stak\nnpx nx e2e grpc\n```')).toEqual([
      'docs/page.md: npm run stak is no script of package.json',
      'docs/page.md: nx e2e grpc: grpc has no target e2e',
    ]);
  });

  it('are all told on one page', () => {
    expect(untoldScripts(workspaceOf())).toEqual([]);
    const more = { 'package.json': '{ "scripts": { "start": "", "star": "" } }' };
    expect(untoldScripts(workspaceOf(more))).toEqual([
      'docs/development.md: says nothing of the script star of package.json',
    ]);
  });
});

describe('decisions', () => {
  const problems = (more: Record<string, string>) => decisionProblems(workspaceOf(more));

  it('have a row each, a gap too, and the date of what was measured', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ 'docs/adr/005-five.md': '# 005 Five\n\nIt was measured at 14 %.' })).toEqual([
      `${INDEX}: has no row for 004, which is a gap`,
      `${INDEX}: has no row for 005`,
      'docs/adr/005-five.md: gives what was measured without its date (yyyy-mm-dd)',
    ]);
    expect(
      problems({ 'docs/adr/003-three.md': '# 003\n\nOn 2026-11-24 it took 3 s.\n\nThe median was 2 s.' }),
    ).toEqual(['docs/adr/003-three.md: gives what was measured without its date (yyyy-mm-dd)']);
    expect(problems({ [INDEX]: FILES[INDEX]?.replace('001-one', '001-won') ?? '' })).toEqual([
      `${INDEX}: the row of 001 does not lead to docs/adr/001-one.md`,
    ]);
  });
});

describe('the guide to a service', () => {
  const templates = 'tools/src/new-service/files/common';
  const workspace = workspaceOf({
    [`${templates}/apps/__name__/project.json.template`]:
      '{ "name": "<%= name %>", "metadata": { "port": <%= grpcPort %> }, "targets": { "test": {} } }',
    [`${templates}/proto/killrvideo/__snakeName__/v1/it.proto.template`]: '',
  });
  const problems = (text: string) => {
    const guide = { path: 'docs/adding-a-service.md', text };
    const made = withSampleService(workspace);
    return [...missingPaths(guide, made), ...missingCommands(guide, made)];
  };

  it('names what is here, and what there is once the service is made', () => {
    expect(
      problems('`apps/watch-later/`, `proto/killrvideo/watch_later/v1/it.proto`, `libs/grpc/src/unary.ts`'),
    ).toEqual([]);
    expect(problems('`npx nx test watch-later`, `forget-note.ts`')).toEqual([]);
    expect(problems('`apps/watch-later/main.ts`, `libs/grpc/unary.ts`, `npm run chekc`')).toEqual([
      'docs/adding-a-service.md: apps/watch-later/main.ts is not there',
      'docs/adding-a-service.md: libs/grpc/unary.ts is not there',
      'docs/adding-a-service.md: npm run chekc is no script of package.json',
    ]);
  });
});

describe('facts in pages', () => {
  it('are the figures of the code', () => {
    const fact = {
      page: 'p.md',
      says: /([\d,]+) s/,
      file: 'libs/grpc/src/unary.ts',
      is: /MAX_CALLS = ([\d_]+)/,
    };
    const problems = (text: string) => wrongFigures(workspaceOf({ 'p.md': text }), [{ ...fact, unit: 1000 }]);
    expect(problems('1 s')).toEqual([]);
    expect(problems('2 s')).toEqual([expect.stringMatching(/^p\.md: says 2000 .* has 1000$/)]);
    expect(problems('none')).toHaveLength(1);
  });

  it('are ids of the sample data', () => {
    const call = (id: string) => page(`{"video_id": {"value": "${id}"}}`);
    expect(unknownIds(call('53fe4dd3-5b6a-4c3c-9f0e-12c06be78f1a'))).toEqual([]);
    expect(unknownIds(call('99051fe9-6a9c-46c2-b949-38ef78858dd0'))).toHaveLength(1);
  });

  it('are variables that are read', () => {
    expect(unreadVariables(page('`KILLRVIDEO_ONE=1`, `KILLRVIDEO_TWO`'), workspaceOf())).toEqual([
      'docs/page.md: nothing reads KILLRVIDEO_TWO',
    ]);
  });
});
