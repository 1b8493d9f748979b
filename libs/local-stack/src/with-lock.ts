import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { pause } from '@killrvideo/core';
import { lock } from 'proper-lockfile';

import { secondsSince } from './preparation';

const TRY_EVERY_MS = 250;
const TELL_EVERY_MS = 5000;
/** A holder that was killed is known by a lock that nobody has renewed for so long. */
const STALE_AFTER_MS = 10_000;
const RENEW_EVERY_MS = 2000;

/** What a lock is for and how long one waits for it. */
export interface LockOptions {
  /** Told to those who wait: `the stack in … (pid 12)`. */
  readonly holder: string;
  readonly deadlineMs: number;
  /** Called when somebody else has the lock, and again every 5 s. */
  readonly onWait: (holder: string, seconds: number) => void;
  readonly signal?: AbortSignal;
}

/** Does `work` while no other process of this machine holds the lock of the same path; throws after the deadline. */
export async function withLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  const release = await take(path, options);
  const note = `${path}.holder`;
  try {
    writeFileSync(note, options.holder);
    return await work();
  } finally {
    rmSync(note, { force: true });
    await release().catch(() => {}); // lost after a pause of the machine: nothing is left to give back
  }
}

async function take(path: string, { onWait, deadlineMs, signal }: LockOptions): Promise<() => Promise<void>> {
  const start = performance.now();
  for (let toldAt = -Infinity; ; await pause(TRY_EVERY_MS, signal)) {
    signal?.throwIfAborted();
    try {
      return await lock(path, {
        realpath: false,
        stale: STALE_AFTER_MS,
        update: RENEW_EVERY_MS,
        onCompromised: () => {}, // the work it guards ends in a rename: done twice, it is done as well
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
    }
    if (performance.now() - start > deadlineMs) {
      throw new Error(
        `${holderOf(path)} has held ${path}.lock for ${deadlineMs / 1000} s: end it and try again`,
      );
    }
    if (performance.now() - toldAt > TELL_EVERY_MS) {
      toldAt = performance.now();
      onWait(holderOf(path), secondsSince(start));
    }
  }
}

function holderOf(path: string): string {
  try {
    return readFileSync(`${path}.holder`, 'utf8');
  } catch {
    return 'another process';
  }
}
