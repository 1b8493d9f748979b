import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CGROUPS = '/sys/fs/cgroup';

/** A bound on the memory of a process: the kernel ends a process that needs more. */
export interface MemoryLimit {
  /** Words that go before a command, so that it runs within the limit. */
  readonly prefix: readonly string[];
  /** Once the process has ended. */
  remove(): void;
}

/** Sets a limit with a control group of Linux; undefined where we may not, as without root or on another system. */
export function memoryLimit(name: string, bytes: number): MemoryLimit | undefined {
  const parent = ownGroup();
  if (parent === undefined) return undefined;
  const group = join(parent.folder, `${name}-${process.pid}`);
  try {
    mkdirSync(group);
  } catch {
    return undefined;
  }
  const remove = (): void => rmdirSync(group);
  try {
    writeFileSync(join(group, parent.limitFile), String(bytes));
  } catch {
    remove();
    return undefined;
  }
  return { prefix: ['sh', '-c', `echo $$ > '${group}/cgroup.procs' && exec "$@"`, 'sh'], remove };
}

/** The group of this process that may have others within it, by either version of control groups. */
function ownGroup(): { readonly folder: string; readonly limitFile: string } | undefined {
  if (!existsSync('/proc/self/cgroup')) return undefined;
  const groups = readFileSync('/proc/self/cgroup', 'utf8');
  const first = /^\d+:memory:(.*)$/m.exec(groups)?.[1];
  if (first !== undefined)
    return { folder: join(CGROUPS, 'memory', first), limitFile: 'memory.limit_in_bytes' };
  const second = /^0::(.*)$/m.exec(groups)?.[1];
  return second === undefined ? undefined : { folder: join(CGROUPS, second), limitFile: 'memory.max' };
}
