import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bump, lineIn } from './edits';

describe('the edits of the cases', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'edits-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const write = (file: string, text: string): void => writeFileSync(join(root, file), text);
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');

  it('append another line every time, in the comments of the language', () => {
    write('a.ts', 'export const a = 1;');
    write('b.yml', 'b: 1');
    write('c.md', 'c');
    lineIn('a.ts', 'b.yml', 'c.md')(root);
    const first = read('a.ts');
    expect(first).toMatch(/^export const a = 1;\n\/\/ change \d+\n$/);
    expect(read('b.yml')).toMatch(/^b: 1\n# change \d+\n$/);
    expect(read('c.md')).toMatch(/^c\nchange \d+\n$/);
    write('a.ts', 'export const a = 1;');
    lineIn('a.ts')(root);
    expect(read('a.ts')).not.toBe(first);
  });

  it('bump a package in package.json and in the lockfile, wherever it is listed', () => {
    write(
      'package.json',
      JSON.stringify({ dependencies: { zod: '1.0.0' }, devDependencies: { jest: '2.0.0' } }),
    );
    const manifest = { dependencies: { zod: '1.0.0' }, devDependencies: { jest: '2.0.0' } };
    const jest = { version: '2.0.0', integrity: 'sha512-old', license: 'MIT' };
    write('package-lock.json', JSON.stringify({ packages: { '': manifest, 'node_modules/jest': jest } }));
    bump('jest')(root);
    expect(JSON.parse(read('package.json'))).toEqual({
      dependencies: { zod: '1.0.0' },
      devDependencies: { jest: '999.0.0' },
    });
    expect(JSON.parse(read('package-lock.json'))).toEqual({
      packages: {
        '': { dependencies: { zod: '1.0.0' }, devDependencies: { jest: '999.0.0' } },
        'node_modules/jest': { version: '999.0.0', integrity: 'sha512-jest', license: 'MIT' },
      },
    });
  });

  it('say which file or package is not there', () => {
    expect(() => lineIn('gone.ts')(root)).toThrow('gone.ts is not there: name another file in the case');
    write('package.json', '{}');
    write('package-lock.json', '{"packages": {}}');
    expect(() => bump('gone')(root)).toThrow('package.json names no gone');
  });
});
