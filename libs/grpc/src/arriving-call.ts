import type { ServerHttp2Stream } from 'node:http2';

import { DomainError, type CallContext } from '@killrvideo/core';
import { status, type ServerInterceptingCallInterface } from '@grpc/grpc-js';

import type { ByteRoom } from './byte-room';
import type { CallsInFlight } from './calls-in-flight';
import { statusOfError } from './status-of-error';
import { trailerOf, type CallOutcome } from './unary';

/** A call whose message is not whole yet. Once it is, the call is the business of `unary`. */
export interface ArrivingCall {
  /** Goes on at once, or when there is room for the bytes; refuses the call when that takes too long. */
  enter(room: ByteRoom, bytes: number, goOn: () => void): void;
  refuse(error: DomainError): void;
}

export function arrivingCall(options: {
  readonly call: ServerInterceptingCallInterface;
  readonly stream: ServerHttp2Stream;
  readonly path: string;
  readonly context: CallContext;
  /** How long it may wait for room, and then take to arrive, in milliseconds. */
  readonly patienceMs: number;
  readonly inFlight: CallsInFlight;
  readonly observe: (outcome: CallOutcome) => void;
}): ArrivingCall {
  const { call, stream, context, patienceMs } = options;
  const start = performance.now();
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
  const observe = (code: status, error?: unknown): void => {
    const [, service = '', method = ''] = options.path.split('/');
    const seconds = (performance.now() - start) / 1000;
    options.observe({ service, method, code, seconds, context, error });
  };
  const refuse = (error: DomainError): void => {
    if (!end()) return;
    const { code, details } = statusOfError(error);
    call.sendStatus({ code, details, metadata: trailerOf(context) });
    observe(code, error);
  };
  const givenUp = (): void => {
    if (end()) observe(performance.now() >= context.deadline ? status.DEADLINE_EXCEEDED : status.CANCELLED);
  };
  const entered = (room: ByteRoom, bytes: number): void => {
    let taken = true;
    const leave = (): void => {
      if (taken) room.free(bytes);
      taken = false;
    };
    // With the answer: a stream that its sender never ends would stay open.
    stream.once('finish', leave).once('close', leave);
    clearTimeout(timer);
    timer = setTimeout(() => refuse(tooSlow(patienceMs)), patienceMs);
  };

  return {
    refuse,
    enter(room, bytes, goOn) {
      endings.push(options.inFlight.begin(refuse));
      // A reset ends what can be read, too.
      stream.once('end', () => (stream.rstCode === 0 ? end() : givenUp())).once('close', givenUp);
      if (room.take(bytes)) {
        entered(room, bytes);
        return goOn();
      }
      const stopWaiting = room.wait(bytes, () => {
        entered(room, bytes);
        goOn();
      });
      if (stopWaiting === undefined) return refuse(noRoom());
      endings.push(stopWaiting);
      timer = setTimeout(() => refuse(noRoom()), patienceMs);
    },
  };
}

function noRoom(): DomainError {
  return new DomainError('resource-exhausted', 'too many large messages at once: try again later');
}

function tooSlow(ms: number): DomainError {
  return new DomainError('resource-exhausted', `the message did not arrive within ${ms / 1000} s`);
}
