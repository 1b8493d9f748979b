import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { FsTree } from '@nx/devkit/internal';

import { addService } from './generate-service';

const TEMPLATES = 'tools/src/new-service/files';

/** As little of a workspace as the generator looks at. */
const FILES = {
  'package.json': JSON.stringify({ scripts: { check: '', 'affected:prove': '' } }),
  'README.md':
    '| service | gRPC service | ports | what |\n| --- | --- | --- | --- |\n' +
    '| [all-in-one](apps/all-in-one) | all of them | 50101 / 8200 | every service |\n',
  'apps/all-in-one/src/main.ts':
    "import { comments } from '@killrvideo/services/comments';\n\nvoid runProcess(manifest, [comments]);\n",
  'apps/comments/project.json': JSON.stringify({
    name: 'comments',
    tags: ['layer:service'],
    metadata: { ports: { grpc: 8113, admin: 8213 } },
  }),
  'apps/comments/src/schema.cql': 'CREATE TABLE IF NOT EXISTS latest_comments (\n',
  'apps/e2e/src/world/world.ts': '',
  'libs/core/project.json': JSON.stringify({ name: 'core', tags: ['layer:core'] }),
  'libs/host/project.json': JSON.stringify({ name: 'host', tags: ['layer:mechanism'] }),
  'libs/proto/ratings/project.json': JSON.stringify({ name: 'proto-ratings', tags: ['layer:proto'] }),
  'libs/proto/left-over-v1/src/index.ts': '',
  'proto/killrvideo/outliers/v1/outlier_detection.proto': 'service OutlierDetectionService {}\n',
  'proto/comments/comments_events.proto':
    'package killrvideo.comments.events;\nmessage UserCommentedOnVideo {\n  killrvideo.common.Uuid video_id = 2;\n}\n',
  'proto/suggested-videos/suggested_videos_service.proto': '\nservice SuggestedVideoService {\n',
};

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'killrvideo-workspace-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  for (const folder of ['apps/emptied/src', 'proto/killrvideo/also_emptied/v1'])
    mkdirSync(join(root, folder), { recursive: true });
  cpSync(join(__dirname, 'files'), join(root, TEMPLATES), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const workspace = () => new FsTree(root, false);

describe('a new service', () => {
  it('is one of files with its name in them, and of a line in all-in-one and README', () => {
    const tree = workspace();
    addService(tree, { name: 'generator-probe' });
    const changes = tree.listChanges();
    expect(
      changes
        .filter(({ type }) => type === 'UPDATE')
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['README.md', 'apps/all-in-one/src/main.ts']);
    for (const { path, content, type } of changes) {
      if (type === 'CREATE') expect(path).toMatch(/generator[-_]probe/);
      expect(content?.toString()).not.toMatch(/<%|%>|__\w+__/);
    }
    expect(tree.read('apps/generator-probe/project.json', 'utf8')).toContain(
      '"ports": { "grpc": 8114, "admin": 8214 }',
    );
  });

  it.each([
    ['with tables', false, 'note', '{ cassandra: tables(schema), listen: listening }'],
    ['without tables', true, 'log', '{ listen: listening }'],
  ])('hears of events %s', (_what, withoutStorage, verb, needs) => {
    const tree = workspace();
    const consumes = ['UserCommentedOnVideo'];
    const { ports } = addService(tree, { name: 'generator-probe', withoutStorage, consumes });
    expect(ports).toEqual({ grpc: 8114, admin: 8214, internal: 8414 });
    const textOf = (file: string) => tree.read(`apps/generator-probe/${file}`, 'utf8');
    expect(textOf('project.json')).toContain('"ports": { "grpc": 8114, "admin": 8214, "internal": 8414 }');
    expect(textOf('src/service.ts')).toContain(`needs: ${needs}`);
    expect(textOf('src/events/generator-probe-listeners.ts')).toContain(
      `.${verb}UserCommentedOnVideo({ videoId`,
    );
    expect(textOf(`src/domain/${verb}-user-commented-on-video.ts`)).toContain("field.uuid('video_id', ");
    expect(tree.read('README.md', 'utf8')).toContain('| 8114 / 8214 / 8414 |');
    for (const { content } of tree.listChanges()) expect(content?.toString()).not.toMatch(/<%|%>|__\w+__/);
  });

  it('is not made to hear of an event that there is not', () => {
    const tree = workspace();
    expect(() => addService(tree, { name: 'generator-probe', consumes: ['UserCreated'] })).toThrow(
      "no event 'UserCreated'",
    );
    expect(tree.listChanges()).toEqual([]);
  });

  it('is not called like a word of the events that it hears of', () => {
    const consumes = ['UserCommentedOnVideo'];
    for (const name of ['video-id', 'comments-events']) {
      expect(() => addService(workspace(), { name, consumes })).toThrow('for something else');
      expect(() => addService(workspace(), { name, withoutStorage: true })).not.toThrow();
    }
  });

  it.each([
    ['Comments', 'such as comments'],
    ['comments', /apps\/comments: choose another name$/],
    ['host', 'libs/host'],
    ['search', 'the KillrVideo contract (proto/search)'],
    ['common', 'the KillrVideo contract (proto/common)'],
    ['core', 'libs/core'],
    ['proto-ratings', 'the project proto-ratings'],
    ['tools', 'the folder tools'],
    ['mechanism', 'a word of the tag layer:mechanism'],
    ['check', 'the command npm run check'],
    ['affected', 'the command npm run affected:prove'],
    ['outliers', 'the KillrVideo contract (proto/outliers.proto)'],
    ['world', 'the folder apps/e2e/src/world'],
    ['killrvideo', 'packages of the contract'],
    ['suggested-video', 'proto/suggested-videos/suggested_videos_service.proto'],
    ['outlier-detection', 'proto/killrvideo/outliers/v1/outlier_detection.proto'],
    ['manifest', 'for something else'],
    ['domain', 'for something else'],
    ['call', 'for something else'],
    ['note', 'for something else'],
    ['class', 'a word of JavaScript'],
    ['global-this', 'a word of JavaScript'],
    ['constructor', 'a property of every object'],
    ['emptied', 'the folder apps/emptied: choose another name, or remove it'],
    ['also-emptied', 'the folder proto/killrvideo/also_emptied: choose another name, or remove it'],
    ['latest', 'the table latest_comments of comments begins with latest_'],
    ['comments-archive', 'would begin with comments_'],
  ])('is not called %s: %s', (name, message) => {
    const tree = workspace();
    expect(() => addService(tree, { name })).toThrow(message);
    expect(tree.listChanges()).toEqual([]);
  });

  it.each([
    ['apps/all-in-one/src/main.ts', 'void main();\n', 'apps/all-in-one/src/main.ts cannot be edited'],
    ['README.md', '# Ours\n', 'README.md cannot be edited'],
  ])('is not made where %s is not as expected', (file, text, message) => {
    const tree = workspace();
    tree.write(file, text);
    expect(() => addService(tree, { name: 'generator-probe' })).toThrow(message);
    expect(tree.listChanges().map(({ path }) => path)).toEqual([file]);
  });

  it('does not replace what was left behind of another', () =>
    expect(() => addService(workspace(), { name: 'left-over' })).toThrow(
      'libs/proto/left-over-v1/src/index.ts is there already: remove it, or choose another name',
    ));

  it('may be called like a table of another where it has none', () =>
    expect(() => addService(workspace(), { name: 'latest', withoutStorage: true })).not.toThrow());

  describe('in a clone that is not as expected', () => {
    let clone: string;
    beforeEach(() => {
      clone = mkdtempSync(join(tmpdir(), 'killrvideo-workspace-'));
      cpSync(root, clone, { recursive: true });
    });
    afterEach(() => rmSync(clone, { recursive: true, force: true }));
    const add = (name: string) => addService(new FsTree(clone, false), { name, withoutStorage: true });

    it.each(['apps', 'apps/e2e/src', 'libs/proto', 'proto', 'README.md'])(
      'is not made without %s',
      (path) => {
        rmSync(join(clone, path), { recursive: true });
        expect(() => add('generator-probe')).toThrow(/^\S+ is missing: run this in a whole clone$/);
      },
    );

    it.each(['package.json', 'apps/comments/project.json', 'libs/core/project.json'])(
      'is not made where %s cannot be read, which is named',
      (file) => {
        writeFileSync(join(clone, file), '{');
        expect(() => add('generator-probe')).toThrow(`${file} cannot be read, mend it first`);
      },
    );

    it.each([
      ['dist', 'dist/'],
      ['node-modules', 'node_modules/'],
    ])('is not called %s where git ignores %s', (name, pattern) => {
      writeFileSync(join(clone, '.gitignore'), `${pattern}\n`);
      expect(() => add(name)).not.toThrow();
      execFileSync('git', ['init', '-q'], { cwd: clone });
      expect(() => add(name)).toThrow(/^git ignores \S+, so that it would not be kept: choose another name$/);
      expect(() => add('generator-probe')).not.toThrow();
    });
  });
});
