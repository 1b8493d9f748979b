import { pause } from './pause';

/** Waits for the work, after `ms` milliseconds no longer; rejects when the work does before that. */
export async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const settled = new AbortController();
  try {
    await Promise.race([work, pause(ms, settled.signal)]);
  } finally {
    settled.abort();
  }
}

/**
 * Waits for the work, after `ms` milliseconds no longer: then it throws `late()`, and the work goes on. Where the event
 * loop was busy for so long, what has arrived meanwhile is read first: it is not late, we are.
 */
export function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(() => reject(late())), ms);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
