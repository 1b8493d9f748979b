import type { OwnCondition } from '@killrvideo/core';

/** Runs the work while no other process does its own; throws when that cannot be had now, or when `signal` aborts. */
export type Exclusively = (work: () => Promise<void>, signal: AbortSignal) => Promise<void>;

/** Who keeps schema changes of several processes apart. */
export interface SchemaLock {
  /** `etcd at 10.0.0.1:2379` */
  readonly keeper: string;
  readonly exclusively: Exclusively;
}

/** For the services of one process, which go one after the other: rivals at the keeper would sleep between their tries. */
export function inLine(lock: SchemaLock): SchemaLock {
  let last: Promise<unknown> = Promise.resolve();
  return {
    keeper: lock.keeper,
    exclusively(work, signal) {
      const mine = last.then(() => {
        signal.throwIfAborted();
        return lock.exclusively(work, signal);
      });
      last = mine.catch(() => {}); // who comes next does not care how it ended
      return mine;
    },
  };
}

/** The lock could not be had: its keeper is away, refuses, or another process holds it. */
export class LockNotHad extends Error {
  override readonly name = 'LockNotHad';
}

/** The same lock, whose keeper is what `waits` waits for until the work begins: then it is what the work makes. */
export function lockOf(
  { keeper, exclusively }: SchemaLock,
  waits: OwnCondition,
  making: string,
): Exclusively {
  const what = keptBy(keeper);
  return async (work, signal) => {
    let isHeld = false;
    waits.waitFor(what, 'it was not had yet');
    try {
      await exclusively(async () => {
        isHeld = true;
        waits.waitFor(making, 'being made');
        await work();
      }, signal);
    } catch (cause) {
      throw isHeld ? cause : new LockNotHad(`${what} could not be had`, { cause });
    }
  };
}

export function keptBy(keeper: string): string {
  return `the lock of the schema, kept by ${keeper}`;
}
