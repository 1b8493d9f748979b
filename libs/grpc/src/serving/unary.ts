import { DomainError, type CallContext } from '@killrvideo/core';
import { status, type handleUnaryCall } from '@grpc/grpc-js';

import { contextOfCall, madeContext, toldFailure } from './call-metadata';
import { slotsOfBoth, type CallSlots } from './call-slots';
import type { CallsInFlight } from './calls-in-flight';
import type { Decoded, GrpcMethod } from './grpc-service';
import { statusOfError } from './status-of-error';

/** How one call ended; told once for each call. */
export interface CallOutcome {
  readonly service: string;
  readonly method: string;
  readonly code: status;
  /** From the arrival of the request to the answer, or to the moment nobody waited for it any more. */
  readonly seconds: number;
  readonly context: CallContext;
  /** What the handler threw; undefined for OK. */
  readonly error?: unknown;
  /** What its caller was told, where it never came as far as a handler. */
  readonly details?: string | undefined;
}

export interface UnaryOptions {
  /** How long a call without a deadline may take, in milliseconds. */
  readonly budgetMs: number;
  readonly slots: CallSlots;
  readonly observe: (outcome: CallOutcome) => void;
  readonly inFlight: CallsInFlight;
  /** Told of each request when its work has stopped, which may be long after its call was answered. */
  readonly release: (request: unknown) => void;
}

/**
 * The only road from a handler to a gRPC callback. It answers every call exactly once, whatever the handler does,
 * turns errors into statuses in one place, and stops waiting when the caller has.
 */
export function unary(
  service: string,
  method: GrpcMethod,
  options: UnaryOptions,
): handleUnaryCall<Decoded, Buffer> {
  const { budgetMs, inFlight, release } = options;
  const share = options.slots.share(`too many calls of ${method.name} at once: try again later`);
  const slots = method.ownSlots === undefined ? share : slotsOfBoth(method.ownSlots, share);

  return (call, callback) => {
    // Over, and told: grpc-js hands on a message that becomes whole afterwards, and never says 'cancelled' of the call.
    if (madeContext(call.metadata) !== undefined) return;
    const start = performance.now();
    const context = contextOfCall(call.metadata, call.getDeadline(), budgetMs);
    let settled = false;
    let budget: NodeJS.Timeout | undefined;

    const settle = (code: status, error?: unknown): boolean => {
      if (settled) return false;
      settled = true;
      clearTimeout(budget);
      const seconds = (performance.now() - start) / 1000;
      options.observe({ service, method: method.name, code, seconds, context, error });
      return true;
    };
    const succeed = (response: unknown): void => {
      const bytes = method.encode(response); // before settling: a response that does not encode is an error
      if (settle(status.OK)) callback(null, bytes);
    };
    const fail = (error: unknown): void => {
      const { code, details } = statusOfError(error);
      if (settle(code, error)) callback({ code, details });
    };

    // Never rejects: a rejection would end the process. An async frame also catches what throws before its first await.
    const work = async (request: unknown): Promise<void> => {
      try {
        succeed(await method.handler(request, context));
      } catch (error) {
        fail(error);
      } finally {
        slots.free(); // when the work has stopped, which may be long after the call was answered
        release(request);
      }
    };

    const ended = inFlight.begin(fail);
    call.on('cancelled', () => {
      // grpc-js says 'cancelled' at the end of every call; only one that was not answered has been given up.
      ended();
      // What grpc-js has told the caller counts: its timers end a deadline up to a millisecond before our clock does.
      const told = toldFailure(call.metadata);
      context.end(told === status.DEADLINE_EXCEEDED ? 'deadline-exceeded' : 'cancelled');
      settle(told ?? (context.over === 'deadline-exceeded' ? status.DEADLINE_EXCEEDED : status.CANCELLED));
    });

    if ('failure' in call.request) return fail(call.request.failure);
    const refusal = slots.take();
    if (refusal !== undefined) return fail(refusal);

    if (call.getDeadline() === Infinity) {
      budget = setTimeout(() => fail(overBudget(budgetMs)), budgetMs);
    }
    void work(call.request.request);
  };
}

function overBudget(budgetMs: number): DomainError {
  return new DomainError(
    'unavailable',
    `the service could not answer within ${budgetMs} ms: try again later`,
  );
}
