import type { CallContext } from '@killrvideo/core';

/** A call for code under test that nobody gives up and that has `ms` to go. */
export function testCall(ms = 30_000): CallContext {
  return {
    requestId: 'test',
    traceparent: undefined,
    tracestate: undefined,
    deadline: performance.now() + ms,
    cancelled: false,
  };
}
