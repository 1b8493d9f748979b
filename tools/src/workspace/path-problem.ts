import { visibleText } from './visible-text';

/** What the system says of a path, in words that say what to change. `%` is the path. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no file %: is the name right, and the folder?',
  EISDIR: '% is a folder: name a file in it',
  ENOTDIR: '% cannot be there: a part of its path is a file, no folder',
  EACCES: 'you may not {do} %: change its permissions, or those of its folder',
  EPERM: 'the system does not let you {do} %: change its permissions, or name another place',
  EROFS: '% is on a disk that cannot be written to: name another place',
  ENOSPC: 'the disk is full, so % could not be written: make room, or name another place',
  EDQUOT: 'your quota is used up, so % could not be written: make room, or name another place',
  ELOOP: '% is a link that leads back to itself: name the file itself',
  ENAMETOOLONG: 'the name is too long: %',
  ENXIO: '% is no file that can be read: copy what it gives into a file',
};

/** The error of a file operation for people, with the path that they gave. Other errors are given back as they are. */
export function pathProblem(error: unknown, path: string, doing: 'read' | 'write'): unknown {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  const words =
    code === 'ENOENT' && doing === 'write'
      ? '% cannot be written: its folder is not there and cannot be made'
      : WORDS[code];
  if (words === undefined) {
    if (syscall === undefined) return error;
    return new Error(`${visibleText(path)} cannot be ${doing === 'read' ? 'read' : 'written'}: ${code}`, {
      cause: error,
    });
  }
  return new Error(
    words.replace('{do}', doing).replace('%', () => visibleText(path)),
    { cause: error },
  );
}
