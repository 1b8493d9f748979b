import { setMaxListeners } from 'node:events';

import { errorOfEnd, type CallContext } from './call-context';

/** The longest that a timer of Node waits; one that is told to wait longer ends at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The signal of a call, and how to have it look whether the call is over. */
export interface CallSignal {
  readonly signal: AbortSignal;
  look(): void;
}

/**
 * Looks at the call now, at its deadline, whenever one of `waiting` is over, and when it is told to. Once the call is
 * over neither a timer nor a listener is left; until then its timer keeps no process alive.
 */
export function callSignal(call: CallContext, waiting: readonly CallContext[]): CallSignal {
  const controller = new AbortController();
  const { signal } = controller;
  setMaxListeners(Infinity, signal); // any number of steps may listen: all of them go with the call
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    clearTimeout(timer);
    if (call.over === undefined) {
      // Timers may end a millisecond early: then it looks again.
      timer = setTimeout(look, Math.min(call.deadline - performance.now(), LONGEST_TIMER_MS)).unref();
      return;
    }
    for (const each of waiting) each.signal.removeEventListener('abort', look);
    controller.abort(errorOfEnd(call.over));
  };
  for (const each of waiting) each.signal.addEventListener('abort', look);
  look();
  return { signal, look };
}
