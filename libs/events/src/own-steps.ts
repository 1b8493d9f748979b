import { type CallContext, ownCall } from '@killrvideo/core';

const STEP_WITHIN_MS = 5000;

/** Work that no caller waits for: each step is a call of its own, which ends with `signal`. */
export type OwnSteps = <T>(work: (call: CallContext) => Promise<T>) => Promise<T>;

export function ownSteps(name: string, signal: AbortSignal, withinMs = STEP_WITHIN_MS): OwnSteps {
  return async (work) => {
    const call = ownCall(name, performance.now() + withinMs);
    const end = (): void => call.end();
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
    try {
      return await work(call);
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  };
}
