import { remainingMs, type CallContext } from './call-context';

/**
 * Resolves after `ms` milliseconds, or as soon as `signal` is aborted; never rejects, so a loop looks at its signal
 * afterwards. Leaves neither a timer nor a listener behind: one signal may see any number of pauses.
 */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}

/** A pause in work for a call: ends when nobody waits for that any more, and throws then. */
export async function pauseFor(call: CallContext, ms: number): Promise<void> {
  await pause(ms, call.signal);
  remainingMs(call);
}
