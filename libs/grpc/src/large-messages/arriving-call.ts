import type { ServerHttp2Stream } from 'node:http2';

import { DomainError } from '@killrvideo/core';
import type { ServerInterceptingCallInterface } from '@grpc/grpc-js';

import { statusOfError, type CallsInFlight } from '../serving';
import type { ByteBudget } from './byte-budget';

/** A call whose message is not whole yet. Once it is, the call is the business of `unary`. */
export interface ArrivingCall {
  /** Goes on at once, or when the budget has the bytes left; refuses the call when that takes too long. */
  enter(budget: ByteBudget, bytes: number, goOn: () => void): void;
  refuse(error: DomainError): void;
}

export function arrivingCall(options: {
  readonly call: ServerInterceptingCallInterface;
  readonly stream: ServerHttp2Stream;
  /** How long it may wait for the budget, and then take to arrive, in milliseconds. */
  readonly patienceMs: number;
  readonly inFlight: CallsInFlight;
}): ArrivingCall {
  const { call, stream, patienceMs } = options;
  let isOver = false; // whole, refused, or given up by its caller
  let timer: NodeJS.Timeout | undefined;
  const endings: (() => void)[] = [];

  const end = (): boolean => {
    if (isOver) return false;
    isOver = true;
    clearTimeout(timer);
    for (const ending of endings) ending();
    return true;
  };
  const refuse = (error: DomainError): void => {
    if (end()) call.sendStatus(statusOfError(error));
  };
  const entered = (budget: ByteBudget, bytes: number): void => {
    let taken = true;
    const leave = (): void => {
      if (taken) budget.free(bytes);
      taken = false;
    };
    // With the answer: a stream that its sender never ends would stay open.
    stream.once('finish', leave).once('close', leave);
    clearTimeout(timer);
    timer = setTimeout(() => refuse(tooSlow(patienceMs)), patienceMs);
  };

  return {
    refuse,
    enter(budget, bytes, goOn) {
      endings.push(options.inFlight.begin(refuse));
      stream.once('end', end).once('close', end);
      if (budget.take(bytes)) {
        entered(budget, bytes);
        return goOn();
      }
      const stopWaiting = budget.wait(bytes, () => {
        entered(budget, bytes);
        goOn();
      });
      if (stopWaiting === undefined) return refuse(tooManyAtOnce());
      endings.push(stopWaiting);
      timer = setTimeout(() => refuse(tooManyAtOnce()), patienceMs);
    },
  };
}

function tooManyAtOnce(): DomainError {
  return new DomainError('resource-exhausted', 'too many large messages at once: try again later');
}

function tooSlow(ms: number): DomainError {
  return new DomainError('resource-exhausted', `the message did not arrive within ${ms / 1000} s`);
}
