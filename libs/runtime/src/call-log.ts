import { DomainError, shownText } from '@killrvideo/core';
import { NOT_HERE, type CallOutcome } from '@killrvideo/grpc';
import { status } from '@grpc/grpc-js';
import type { Logger } from 'pino';

import { saidLately } from './said-lately';

/** Codes that say something is wrong with this service or what it needs, not with the request. */
const OUR_FAULT: ReadonlySet<status> = new Set([
  status.UNAVAILABLE,
  status.RESOURCE_EXHAUSTED,
  status.DEADLINE_EXCEEDED,
]);

/**
 * Logs failed calls and slow ones; every call at debug, since a line for each costs a fifth of a call's CPU. Calls to
 * what is not here are all alike, and whoever makes one makes many: a warning a minute for each path says it all.
 */
export function logCalls(log: Logger, slowCallMs: number): (outcome: CallOutcome) => void {
  const isKnown = saidLately();
  return (outcome) => {
    const { service, method, code, seconds, context, details } = outcome;
    const level =
      method === NOT_HERE
        ? levelOfNotHere(isKnown(details ?? ''))
        : levelOf(code, seconds * 1000 >= slowCallMs);
    if (!log.isLevelEnabled(level)) return;
    log[level](
      {
        rpc: `${service}/${method}`,
        code: status[code],
        ms: Math.round(seconds * 1000),
        requestId: context.requestId,
        traceparent: context.traceparent,
        ...reasonOf(outcome),
      },
      code === status.OK ? (level === 'debug' ? 'call' : 'slow call') : 'failed call',
    );
  };
}

/**
 * A defect is told with its stack. What the database or the load did is told with its cause, which callers never see,
 * in a line: an outage brings thousands of them. Of what is the caller's fault, the message says it all.
 */
function reasonOf({ code, error, details }: CallOutcome): object {
  if (error === undefined) return { details };
  if (code === status.INTERNAL) return { err: error };
  if (!(error instanceof Error)) return {};
  const { cause } = error;
  return {
    details: shownText((error instanceof DomainError && error.logAs) || error.message),
    ...(OUR_FAULT.has(code) && cause instanceof Error ? { cause: shownText(cause.message) } : {}),
  };
}

function levelOf(code: status, slow: boolean): 'debug' | 'info' | 'warn' | 'error' {
  if (code === status.INTERNAL) return 'error';
  if (OUR_FAULT.has(code)) return 'warn';
  return code !== status.OK || slow ? 'info' : 'debug';
}

function levelOfNotHere(isKnown: boolean): 'debug' | 'warn' {
  return isKnown ? 'debug' : 'warn';
}
