import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const CLOCK_TICK_MS = 10; // USER_HZ is 100 on every Linux that Node runs on

/** CPU time that a process has used, user and system, in milliseconds; whole ticks of 10 ms. */
export function cpuTimeMs(pid: number): number {
  if (process.platform === 'linux') {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_MS;
  }
  // [[days-]hours:]minutes:seconds.hundredths
  const text = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const seconds = text.split(/[-:]/).reduce((sum, part) => sum * 60 + Number(part), 0);
  return seconds * 1000;
}

/** The most memory of a process that was in RAM at once, in MiB; NaN where the system does not tell. */
export function peakResidentMiB(pid: number): number {
  if (process.platform !== 'linux') return NaN;
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

/** Memory of a process that is in RAM now, in MiB. */
export function residentMiB(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) / 1024;
}
