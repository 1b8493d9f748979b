import { DomainError } from './domain-error';

/** Where a call comes from. */
export interface CallOrigin {
  /** The caller's `x-request-id`, or one made for it. */
  readonly requestId: string;
  /** W3C trace context as the caller sent it, to be passed on unchanged to services that are called in turn. */
  readonly traceparent: string | undefined;
  readonly tracestate: string | undefined;
}

/** Why nobody waits for a call any more; also the kind of the error that says so. */
export type CallEnd = 'cancelled' | 'deadline-exceeded';

/**
 * What belongs to one call from outside and all work done for it. It is handed on explicitly, as the last parameter:
 * a hidden one (AsyncLocalStorage) costs a quarter of a call's CPU on Node 20. It is made in `own-call.ts` only: a copy
 * by `{ ...call }` would hear of no end.
 */
export interface CallContext extends CallOrigin {
  /** When the answer is due, in milliseconds of `performance.now()`. */
  readonly deadline: number;
  /** Why nobody waits any more; undefined while somebody does. */
  readonly over: CallEnd | undefined;
  /**
   * Aborts when nobody waits any more, or has before anybody asks for it; its reason is a DomainError. For what cannot
   * look by itself: a call to another service, a child process, a pause. It is made for the first who asks.
   */
  readonly signal: AbortSignal;
}

/**
 * Milliseconds left for the call, always above 0. An expired or abandoned call throws, so whoever asks before a
 * costly step stops working for nobody.
 */
export function remainingMs(call: CallContext): number {
  const remaining = call.deadline - performance.now();
  const { over } = call; // looks at the clock again: what is not over now had time left then
  if (over !== undefined) throw errorOfEnd(over);
  return remaining;
}

/** What is told to work that goes on, or waits, for a call that is over. */
export function errorOfEnd(end: CallEnd, options?: { isNothingBegun: boolean }): DomainError {
  return new DomainError(
    end,
    end === 'cancelled' ? 'the call was cancelled' : 'the deadline passed before the work was done',
    options,
  );
}
