import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { FileChange } from '@nx/devkit';

import { writeChanges } from './write-changes';

const created = (path: string): FileChange => ({ path, type: 'CREATE', content: Buffer.from('new') });
const updated = (path: string): FileChange => ({ path, type: 'UPDATE', content: Buffer.from('newer') });

describe('changes of several files', () => {
  let root: string;
  const read = () =>
    Object.fromEntries(
      readdirSync(root, { recursive: true, withFileTypes: true })
        .map((entry) => [join(entry.parentPath, entry.name).slice(root.length + 1), entry] as const)
        .map(([path, entry]) => [path, entry.isFile() ? readFileSync(join(root, path), 'utf8') : 'a folder']),
    );
  const BEFORE = { 'list.txt': 'old', apps: 'a folder', 'apps/taken.txt': 'theirs' };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'killrvideo-write-'));
    writeFileSync(join(root, 'list.txt'), 'old');
    mkdirSync(join(root, 'apps'));
    writeFileSync(join(root, 'apps/taken.txt'), 'theirs');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are all written, and can be taken back', () => {
    const written = writeChanges(root, [
      updated('list.txt'),
      created('apps/new/src/main.ts'),
      created('apps/new.txt'),
    ]);
    expect(read()).toMatchObject({
      'list.txt': 'newer',
      'apps/new/src/main.ts': 'new',
      'apps/new.txt': 'new',
    });
    written.undo();
    expect(read()).toEqual(BEFORE);
  });

  it.each([
    ['is there meanwhile', created('apps/taken.txt'), /EEXIST.*taken\.txt/],
    ['would be in a folder that is a file', created('list.txt/new.txt'), /list\.txt/],
    ['was to be changed and is gone', updated('gone.txt'), /ENOENT.*gone\.txt/],
    ['would be deleted', { path: 'list.txt', type: 'DELETE', content: null } as const, /would be deleted/],
  ])('are not written at all when one %s', (_what, bad, message) => {
    const changes = [updated('list.txt'), created('apps/new/src/main.ts'), bad, created('apps/more.txt')];
    expect(() => writeChanges(root, changes)).toThrow(message);
    expect(read()).toEqual(BEFORE);
  });
});
