/**
 * What to tell of a file that could not be read, to go on after `names`: `a file that is not there`. Undefined for an
 * error that is not of the file system. The path is not in it: whoever named the file knows it, and may have put
 * something else there that nobody should see.
 */
export function unreadable(error: unknown): string | undefined {
  const { code, syscall, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === undefined) return undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return 'a file that is not there';
    case 'EACCES':
    case 'EPERM':
      return `a file that this user (${process.getuid?.() ?? '?'}) may not read`;
    default:
      return `a file that cannot be read: ${/^[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message}`;
  }
}
