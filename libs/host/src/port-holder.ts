import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const LISTENING = '0A';
const LSOF_TIMEOUT_MS = 5000;

/**
 * Who holds a TCP port of this machine, as `java (pid 123)`: the listener, else (on Linux) whoever's outgoing
 * connection uses it. Undefined when nobody does, or when it is not ours to see.
 */
export async function portHolder(port: number): Promise<string | undefined> {
  try {
    return process.platform === 'linux' ? await holderInProc(port) : await holderByLsof(port);
  } catch {
    return undefined; // it has just let go, or the tool is missing: the caller's message says what it knows
  }
}

async function holderInProc(port: number): Promise<string | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const sockets = tables.flatMap((table) => socketsOfPort(table, port));
  const socket = sockets.find(({ state }) => state === LISTENING) ?? sockets[0];
  if (socket === undefined) return undefined;
  const pid = await pidWithSocket(socket.inode);
  return pid === undefined
    ? `a process of the user with id ${socket.userId}`
    : `${await nameOf(pid)} (pid ${pid})`;
}

/** The sockets that a table of /proc/net shows on a local port; those without an inode belong to nobody any more. */
export function socketsOfPort(
  table: string,
  port: number,
): { state: string; userId: string; inode: string }[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => parseInt(fields[1]?.split(':')[1] ?? '', 16) === port)
    .map((fields) => ({ state: fields[3] ?? '', userId: fields[7] ?? '', inode: fields[9] ?? '0' }))
    .filter(({ inode }) => inode !== '0');
}

async function pidWithSocket(inode: string): Promise<string | undefined> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []); // another user's, or ended
    for (const descriptor of descriptors) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (target === `socket:[${inode}]`) return pid;
    }
  }
  return undefined;
}

async function nameOf(pid: string): Promise<string> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8');
  return basename(commandLine.split('\0')[0] ?? '') || (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
}

async function holderByLsof(port: number): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], {
    timeout: LSOF_TIMEOUT_MS,
  });
  return holderInLsof(stdout);
}

/** Reads what `lsof -Fpc` prints: a line `p<pid>`, then `c<name>`. */
export function holderInLsof(output: string): string | undefined {
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  const name = /^c(.+)$/m.exec(output)?.[1];
  return pid === undefined ? undefined : `${name ?? 'a process'} (pid ${pid})`;
}
