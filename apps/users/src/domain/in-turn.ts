import { atMost } from '@killrvideo/core';

/** How long work waits for the one before it, at most. */
const MAX_WAIT_MS = 1000;

/**
 * Lets work of one key go one after the other within this process: a rival then reads what the one before has done,
 * where otherwise all would fight over the same row. This is economy, nothing rests on it: other processes do not
 * wait, and work that has waited for a second begins in any case.
 */
export function inTurn() {
  const last = new Map<string, Promise<void>>();

  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key);
    let ended = (): void => {};
    const end = new Promise<void>((resolve) => (ended = resolve));
    last.set(key, end);
    try {
      if (before !== undefined) await atMost(MAX_WAIT_MS, before);
      return await work();
    } finally {
      ended();
      if (last.get(key) === end) last.delete(key);
    }
  };
}
