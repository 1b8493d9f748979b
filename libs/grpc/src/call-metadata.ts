import { randomUUID } from 'node:crypto';

import type { CallContext } from '@killrvideo/core';
import type { Deadline, Metadata } from '@grpc/grpc-js';

export const REQUEST_ID = 'x-request-id';

/** Printable and short, or a caller could write what it likes into our logs. */
const ACCEPTABLE_REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

/** A call may be answered until its caller's deadline; one without gets `budgetMs` from now. */
export function contextOfCall(metadata: Metadata, deadline: Deadline, budgetMs: number): CallContext {
  const now = performance.now();
  const due = deadline instanceof Date ? deadline.getTime() : deadline;
  return {
    requestId: requestIdOf(metadata),
    traceparent: text(metadata, 'traceparent'),
    tracestate: text(metadata, 'tracestate'),
    deadline: due === Infinity ? now + budgetMs : now + (due - Date.now()),
    cancelled: false,
  };
}

function requestIdOf(metadata: Metadata): string {
  const given = text(metadata, REQUEST_ID);
  return given !== undefined && ACCEPTABLE_REQUEST_ID.test(given) ? given : randomUUID();
}

function text(metadata: Metadata, key: string): string | undefined {
  const value = metadata.get(key)[0];
  return typeof value === 'string' ? value : undefined;
}
