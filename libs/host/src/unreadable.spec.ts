import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { unreadable } from './unreadable';

const folder = mkdtempSync(join(tmpdir(), 'unreadable-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What is told of a file that cannot be read. */
function told(path: string): string | undefined {
  try {
    readFileSync(path);
  } catch (error) {
    return unreadable(error);
  }
  throw new Error(`${path} can be read`);
}

const systemError = (code: string) =>
  Object.assign(new Error(`${code}: in its own words, open '/a/secret'`), { code, syscall: 'open' });

describe('a file that cannot be read', () => {
  it('is not there, whatever of its path is missing', () => {
    writeFileSync(join(folder, 'file'), '');
    for (const path of ['none', 'none/none', 'file/none', 'n'.repeat(5000)]) {
      expect(told(join(folder, path))).toBe('a file that is not there');
    }
  });

  it('is another user’s', () =>
    expect(unreadable(systemError('EACCES'))).toBe(
      `a file that this user (${process.getuid?.()}) may not read`,
    ));

  it('is told of in the words of the system where there are none of ours, without its path', () => {
    expect(unreadable(systemError('EIO'))).toBe('a file that cannot be read: in its own words');
    expect(told(folder)).toBe('a file that cannot be read: illegal operation on a directory');
  });

  it('is no other error', () => {
    expect(unreadable(new Error('no'))).toBeUndefined();
    expect(unreadable(undefined)).toBeUndefined();
  });
});
