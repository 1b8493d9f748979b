import { pathProblem } from './path-problem';

const failed = (code: string) => Object.assign(new Error(`${code}: raw`), { code, syscall: 'open' });

describe('what the system says of a path', () => {
  it.each([
    ['ENOENT', 'read', 'there is no file a.csv: is the name right, and the folder?'],
    ['ENOENT', 'write', 'a.csv cannot be written: its folder is not there and cannot be made'],
    ['EISDIR', 'read', 'a.csv is a folder: name a file in it'],
    ['EACCES', 'read', 'you may not read a.csv: change its permissions, or those of its folder'],
    ['EACCES', 'write', 'you may not write a.csv: change its permissions, or those of its folder'],
    ['EROFS', 'write', 'a.csv is on a disk that cannot be written to: name another place'],
    ['EIO', 'write', 'a.csv cannot be written: EIO'],
  ] as const)('is told in words: %s, to %s', (code, doing, words) =>
    expect(pathProblem(failed(code), 'a.csv', doing)).toEqual(new Error(words)),
  );

  it('shows what could not be seen in the name', () =>
    expect(pathProblem(failed('ENOENT'), 'a\u001b[31m$&.csv', 'read')).toEqual(
      new Error('there is no file a\\u001b[31m$&.csv: is the name right, and the folder?'),
    ));

  it('is none of other errors', () => {
    const error = new TypeError('a mistake');
    expect(pathProblem(error, 'a.csv', 'read')).toBe(error);
  });
});
