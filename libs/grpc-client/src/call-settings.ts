import { setMaxListeners } from 'node:events';

import type { CallContext } from '@killrvideo/core';
import { Metadata } from '@grpc/grpc-js';

/** How one call is made. */
export interface CallSettings {
  /**
   * The call from outside for which this one is made: its request id and trace context go along, and this call ends
   * before it, and with it.
   */
  readonly call?: CallContext;
  /** Instead of the client's own time. */
  readonly timeoutMs?: TimeoutMs;
  /** Aborted: the call is cancelled. */
  readonly signal?: AbortSignal;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** `none`: for tests that call as clients do which send no deadline. A wait without an end is no product code's wish. */
export type TimeoutMs = number | 'none';

/** Whoever waits for the call from outside is to get an answer in time, also where this call gets none. */
const LONGEST_MARGIN_MS = 50;
const PART_OF_MARGIN = 0.1;

/** Milliseconds that a call may take: Infinity without a deadline, 0 or less when it is too late to begin. */
export function timeLeftMs({ call, timeoutMs }: CallSettings, usual: TimeoutMs): number {
  const wanted = timeoutMs ?? usual;
  const ownMs = wanted === 'none' ? Infinity : wanted;
  if (call === undefined) return ownMs;
  const remaining = call.deadline - performance.now();
  return Math.min(ownMs, remaining - Math.min(LONGEST_MARGIN_MS, remaining * PART_OF_MARGIN));
}

/** Those that end the call. Any number of calls may listen to one signal; each takes its listener away again. */
export function signalsOf({ call, signal }: CallSettings): AbortSignal[] {
  if (signal !== undefined) setMaxListeners(Infinity, signal); // or Node warns of the eleventh
  return [call?.signal, signal].filter((each) => each !== undefined);
}

/** How grpc counts the tries of a call before this one; load balancing sees it, and the server. */
export const EARLIER_TRIES = 'grpc-previous-rpc-attempts';

/** What is sent beside the request. */
export function metadataOf({ call, metadata }: CallSettings, tries: number): Metadata {
  const sent = new Metadata();
  if (tries > 0) sent.set(EARLIER_TRIES, String(tries));
  if (call !== undefined) {
    sent.set('x-request-id', call.requestId);
    if (call.traceparent !== undefined) sent.set('traceparent', call.traceparent);
    if (call.tracestate !== undefined) sent.set('tracestate', call.tracestate);
  }
  for (const key in metadata) sent.set(key, metadata[key] ?? '');
  return sent;
}
