import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, sep } from 'node:path';

/** A folder in which a program keeps files, and what its user can do when that does not work. */
export interface Place {
  readonly folder: string;
  readonly remedy: string;
}

const NO_ROOM = ['ENOSPC', 'EDQUOT'];
const LEAST_ROOM_BYTES = 1024 * 1024;

/**
 * What to tell instead of a system error about a file in one of the places (of those around it the first counts): which
 * folder, why, and the place's remedy. Undefined for any other error.
 */
export function fileProblem(
  error: unknown,
  places: readonly Place[],
  freeBytesIn = freeBytes,
): string | undefined {
  const { code = '', syscall, path, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === undefined) return undefined;
  const own = path === undefined ? undefined : placeOf(path, places);
  if (NO_ROOM.includes(code)) {
    // A write knows no path, and a command may have filled another place than its own.
    const isFull = ({ folder }: Place): boolean => freeBytesIn(nearestExisting(folder)) < LEAST_ROOM_BYTES;
    const full = own && isFull(own) ? own : (places.find(isFull) ?? own);
    return full && `There is no room left in ${full.folder}. ${full.remedy}`;
  }
  if (path === undefined || own === undefined) return undefined;
  return `${path} cannot be used: ${reasonOf(path, message)}. ${own.remedy}`;
}

function placeOf(path: string, places: readonly Place[]): Place | undefined {
  return places.find(({ folder }) => path === folder || `${path}${sep}`.startsWith(`${folder}${sep}`));
}

/** Asked of the file system: where folders cannot be made, Node says ENOENT whatever the reason is. */
function reasonOf(path: string, message: string): string {
  const nearest = nearestExisting(path);
  if (nearest !== path && !statSync(nearest).isDirectory()) return `${nearest} is a file, not a folder`;
  try {
    accessSync(nearest, constants.W_OK);
  } catch (denied) {
    const { code } = denied as NodeJS.ErrnoException;
    if (code === 'EROFS') return `${nearest} is on a read-only file system`;
    return `this user (${process.getuid?.() ?? '?'}) may not write ${nearest}, which belongs to user ${statSync(nearest).uid}`;
  }
  return /^[A-Z]+: ([^,]+)/.exec(message)?.[1] ?? message;
}

function nearestExisting(path: string): string {
  let nearest = path;
  while (!existsSync(nearest) && nearest !== dirname(nearest)) nearest = dirname(nearest);
  return nearest;
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
