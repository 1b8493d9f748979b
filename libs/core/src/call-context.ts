import { AsyncLocalStorage } from 'node:async_hooks';

import { DomainError } from './domain-error';

/** What belongs to one call from outside and every piece of work done for it, wherever it runs. */
export interface CallContext {
  /** The caller's `x-request-id`, or one made for it. */
  readonly requestId: string;
  /** W3C trace context as the caller sent it; passed on unchanged to services that are called in turn. */
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
  /** When the answer is due, in milliseconds of `performance.now()`. */
  readonly deadline: number;
  /** Nobody waits any more: the caller cancelled, or its deadline passed. */
  cancelled: boolean;
}

const storage = new AsyncLocalStorage<CallContext>();

/** Runs `work` as part of the call; what it awaits sees the same context. */
export function runInCall<T>(context: CallContext, work: () => T): T {
  return storage.run(context, work);
}

/** The call that the running code works for; undefined at start-up and in background work. */
export function currentCall(): CallContext | undefined {
  return storage.getStore();
}

/**
 * Milliseconds left for the current call, Infinity outside one. An expired or abandoned call throws, so whoever
 * asks before a costly step stops working for nobody.
 */
export function remainingMs(): number {
  const call = storage.getStore();
  if (call === undefined) return Infinity;
  if (call.cancelled) throw new DomainError('cancelled', 'the call was cancelled');
  const remaining = call.deadline - performance.now();
  if (remaining <= 0)
    throw new DomainError('deadline-exceeded', 'the deadline passed before the work was done');
  return remaining;
}
