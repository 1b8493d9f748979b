import { type CallContext, remainingMs } from '@killrvideo/core';

/** How long one call may hold the event loop before others get their turn, in milliseconds. */
const TURN_MS = 8;

/** The turns in which a call does long work, so that short calls beside it are answered in between. */
export interface Turns {
  /** The present turn has lasted long enough: `await next()` at a place where the work can be interrupted. */
  over(): boolean;
  /** Lets others have the event loop. Throws when nobody waits for the call any more. */
  next(): Promise<void>;
}

export function turnsOf(call: CallContext): Turns {
  let began = performance.now();
  return {
    over: () => performance.now() - began > TURN_MS,
    async next() {
      await new Promise((resolve) => setImmediate(resolve));
      remainingMs(call);
      began = performance.now();
    },
  };
}
