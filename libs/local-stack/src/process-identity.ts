import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One run of one process: its pid alone may belong to another process a moment later, or after a restart. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, as the system tells it: to be compared, not to be read. */
  readonly startTime: string;
}

const PS_TIMEOUT_MS = 5000;

/** The process that has this pid now; undefined when none has, or when it has ended and only waits to be reaped. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = process.platform === 'linux' ? startTimeInProc(pid) : startTimeByPs(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** The very process that was identified still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startTime === identity.startTime;
}

/** Sends a signal unless the process has ended; `group` also to the processes that it started in its group. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals, group = false): void {
  if (!isRunning(identity)) return;
  try {
    process.kill(group ? -identity.pid : identity.pid, signal);
  } catch {
    // it ended in between
  }
}

function startTimeInProc(pid: number): string | undefined {
  try {
    const ticks = startTicks(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    // Ticks count from the start of the machine, so two boots give the same ones to the same early pids.
    return ticks && `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    return undefined;
  }
}

/** Field 22 of /proc/PID/stat; undefined for a zombie. The name in field 2 may hold spaces and parentheses. */
export function startTicks(stat: string): string | undefined {
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? undefined : fields[18];
}

function startTimeByPs(pid: number): string | undefined {
  try {
    const output = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: PS_TIMEOUT_MS,
    });
    return startTimeInPs(output);
  } catch {
    return undefined;
  }
}

/** Reads a line of `ps -o state=,lstart=`; undefined for a zombie. */
export function startTimeInPs(output: string): string | undefined {
  const [state, ...startTime] = output.trim().split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : startTime.join(' ');
}
