import { randomUUID } from 'node:crypto';

import { callFrom, type CallContext, type OwnCall } from '@killrvideo/core';
import type { Deadline, Metadata, status } from '@grpc/grpc-js';

export const REQUEST_ID = 'x-request-id';

/** Printable and short, or a caller could write what it likes into our logs. */
const ACCEPTABLE_REQUEST_ID = /^[\x21-\x7e]{1,128}$/;
/** By W3C's rule, one of any other form counts as absent. */
const ACCEPTABLE_TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

const contexts = new WeakMap<Metadata, CallContext>();
const failures = new WeakMap<Metadata, status>();

/** The context of the call that came with the metadata, once somebody has made it. */
export function madeContext(metadata: Metadata): CallContext | undefined {
  return contexts.get(metadata);
}

/** The failure that the caller has been told of, whoever has told it. */
export function toldFailure(metadata: Metadata): status | undefined {
  return failures.get(metadata);
}

export function noteFailure(metadata: Metadata, code: status): void {
  failures.set(metadata, code);
}

/**
 * Makes the context of a call, which whoever takes care of it does once. It may be answered until its caller's deadline;
 * one without gets `budgetMs` from now.
 */
export function contextOfCall(metadata: Metadata, deadline: Deadline, budgetMs: number): OwnCall {
  const now = performance.now();
  const due = deadline instanceof Date ? deadline.getTime() : deadline;
  const origin = {
    requestId: acceptable(text(metadata, REQUEST_ID), ACCEPTABLE_REQUEST_ID) ?? randomUUID(),
    traceparent: acceptable(text(metadata, 'traceparent'), ACCEPTABLE_TRACEPARENT),
    tracestate: text(metadata, 'tracestate'),
  };
  const context = callFrom(origin, due === Infinity ? now + budgetMs : now + (due - Date.now()));
  contexts.set(metadata, context);
  return context;
}

function acceptable(given: string | undefined, form: RegExp): string | undefined {
  return given !== undefined && form.test(given) ? given : undefined;
}

function text(metadata: Metadata, key: string): string | undefined {
  const value = metadata.get(key)[0];
  return typeof value === 'string' ? value : undefined;
}
