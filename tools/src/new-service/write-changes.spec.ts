import fs, { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  // Permissions do not hold back root, so the system's answer is made up here.
  it.each(['README.md', 'main.ts'])('are not written at all when %s may not be changed', (file) => {
    for (const each of ['README.md', 'main.ts']) writeFileSync(join(root, each), 'old');
    const before = read();
    const { openSync } = fs;
    const open = jest.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
      if (flags !== 'wx' && String(path).endsWith(file)) throw new Error(`EACCES: ${String(path)}`);
      return openSync(path, flags, mode);
    });
    try {
      const changes = [created('apps/new/src/main.js'), updated('README.md'), updated('main.ts')];
      expect(() => writeChanges(root, changes)).toThrow(`EACCES: ${join(root, file)}`);
    } finally {
      open.mockRestore();
    }
    expect(read()).toEqual(before);
  });

  it('are taken back as far as they can be, and what cannot is named', () => {
    const written = writeChanges(root, [
      created('apps/new/src/main.ts'),
      updated('list.txt'),
      created('more.txt'),
    ]);
    rmSync(join(root, 'list.txt'));
    mkdirSync(join(root, 'list.txt'));
    expect(() => written.undo()).toThrow(
      `${join(root, 'list.txt')} could not be taken back, do it by hand: EISDIR`,
    );
    expect(read()).toEqual({ ...BEFORE, 'list.txt': 'a folder' });
  });
});
