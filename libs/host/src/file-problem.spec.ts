import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fileProblem } from './file-problem';

const folder = mkdtempSync(join(tmpdir(), 'file-problem-'));
afterAll(() => rmSync(folder, { recursive: true }));

const places = [
  { folder: join(folder, 'cache/inner'), remedy: 'Choose another inner.' },
  { folder: join(folder, 'cache'), remedy: 'Choose another cache.' },
];

/** The system error of what fails. */
function errorOf(fails: () => unknown): unknown {
  try {
    fails();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

const systemError = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: in its own words, write`), {
    code,
    syscall: 'write',
    ...(path && { path }),
  });

describe('a problem with a file', () => {
  it('names the file that stands where a folder is to be', () => {
    writeFileSync(join(folder, 'cache'), '');
    const path = join(folder, 'cache/jars');
    const error = errorOf(() => mkdirSync(path, { recursive: true }));
    expect(fileProblem(error, places)).toBe(
      `${path} cannot be used: ${join(folder, 'cache')} is a file, not a folder. Choose another cache.`,
    );
  });

  it('has the remedy of the nearest place, and none elsewhere', () => {
    const problemAt = (path: string) => fileProblem(systemError('EIO', join(folder, path)), places);
    expect(problemAt('cache/inner/x')).toMatch(/Choose another inner\.$/);
    expect(problemAt('cache/innermost')).toMatch(/Choose another cache\.$/);
    expect(problemAt('cachet')).toBeUndefined();
    expect(problemAt('')).toBeUndefined();
  });

  it('says what the system says where it knows no better', () => {
    const error = errorOf(() => readFileSync(folder));
    expect(fileProblem(Object.assign(error as Error, { path: folder }), [{ folder, remedy: 'R.' }])).toBe(
      `${folder} cannot be used: illegal operation on a directory. R.`,
    );
  });

  it('is a full disk, of a place that is named or looked for', () => {
    const path = join(folder, 'cache/jar');
    expect(fileProblem(systemError('ENOSPC', path), places)).toBe(
      `There is no room left in ${join(folder, 'cache')}. Choose another cache.`,
    );
    mkdirSync(join(folder, 'data'));
    const data = { folder: join(folder, 'data/of-none-yet'), remedy: 'Choose another.' };
    const freeBytesIn = (asked: string) => (asked === join(folder, 'data') ? 4096 : 2 ** 30);
    expect(fileProblem(systemError('ENOSPC'), [...places, data], freeBytesIn)).toBe(
      `There is no room left in ${data.folder}. Choose another.`,
    );
    expect(fileProblem(systemError('ENOSPC'), places, freeBytesIn)).toBeUndefined();
  });

  it('is no other error', () => {
    expect(fileProblem(new Error('port 80 is held'), places)).toBeUndefined();
    expect(fileProblem('text', places)).toBeUndefined();
    expect(
      fileProblem(Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' }), places),
    ).toBeUndefined();
  });
});
