import { DomainError } from '@killrvideo/core';
import { ServerInterceptingCall } from '@grpc/grpc-js';

import { insideOfCall, tooLarge, type Admission } from '../serving';
import { arrivingCall, type ArrivingCall } from './arriving-call';
import { bufferPool } from './buffer-pool';
import { byteBudget, type BudgetState } from './byte-budget';
import { widenConnectionWindow } from './connection-window';
import { messageDeframer } from './message-deframer';

const MiB = 1024 * 1024;

/** Messages up to here are let in at once: HTTP/2 has buffered that much of a stream before anybody reads it. */
const FREE_BYTES = 64 * 1024;
/** Messages up to gRPC's usual bound, and those above it, have budgets of their own: large ones never delay the others. */
const ORDINARY_BYTES = 4 * MiB;

/** What is kept of the memory of large messages for the next ones: three of 32 MiB. */
const MAX_SPARE_BYTES = 96 * MiB;

export interface AdmissionLimits {
  /** Bytes of messages of at most 4 MiB that are in memory at once. */
  readonly ordinaryBudget: number;
  /** The same of larger ones. */
  readonly largeBudget: number;
  /** The same of messages of calls that may compress them, each counted as the largest that it may become. */
  readonly compressedBudget: number;
  /** Messages that wait for each budget. */
  readonly maxWaiting: number;
  /** How long a message may wait to be let in, and then take to arrive, in milliseconds. */
  readonly patienceMs: number;
}

const LIMITS: AdmissionLimits = {
  ordinaryBudget: 64 * MiB,
  largeBudget: 96 * MiB, // three of 32 MiB
  compressedBudget: 96 * MiB,
  maxWaiting: 1000,
  patienceMs: 30_000,
};

export interface MessageAdmission extends Admission {
  /** Of ordinary, large and compressed messages. */
  budgets(): readonly BudgetState[];
}

/**
 * Bounds the memory of messages under way. grpc-js hands over a message only when it is whole and buffers as many as
 * come; so the length is read as soon as it is there, and the stream is not read any further while the budget has too
 * little left for the message: flow control then stops its sender, and nobody else's.
 */
export function admitMessages(given: Partial<AdmissionLimits> = {}): MessageAdmission {
  const limits = { ...LIMITS, ...given };
  const ordinary = byteBudget(limits.ordinaryBudget, limits.maxWaiting);
  const large = byteBudget(limits.largeBudget, limits.maxWaiting);
  const compressed = byteBudget(limits.compressedBudget, limits.maxWaiting);
  /** Memory for messages that nobody looks into once they are answered. */
  const buffers = bufferPool(MAX_SPARE_BYTES);

  return {
    budgets: () =>
      Object.entries({ ordinary, large, compressed }).map(([name, budget]) => ({ name, ...budget.state() })),
    release: (request) => void (Buffer.isBuffer(request) && buffers.giveBack(request)),
    interceptor:
      ({ methods, inFlight }) =>
      ({ path }, call) => {
        const method = methods.get(path);
        if (method === undefined) return new ServerInterceptingCall(call);
        const inside = insideOfCall(call);
        const { stream, incomingEncoding } = inside;
        widenConnectionWindow(stream.session);

        /** False: the message must wait, or is refused. */
        const admit = (arriving: ArrivingCall, length: number): boolean => {
          if (length > method.maxBytes) {
            arriving.refuse(tooLarge(length, method.maxBytes));
            return false;
          }
          if (length <= FREE_BYTES || incomingEncoding !== 'identity') return true;
          let isIn = false;
          stream.pause();
          arriving.enter(length <= ORDINARY_BYTES ? ordinary : large, length, () => {
            isIn = true;
            stream.resume();
          });
          return isIn;
        };

        return new ServerInterceptingCall(call, {
          start: (next) =>
            next({
              onReceiveMetadata(metadata, handOn) {
                const arriving = arrivingCall({ call, stream, patienceMs: limits.patienceMs, inFlight });
                inside.decoder = messageDeframer({
                  onLength: (length) => admit(arriving, length),
                  onSecond: () => arriving.refuse(oneTooMany()),
                  take: (bytes) => (method.isUndecoded ? buffers.take(bytes) : Buffer.allocUnsafe(bytes)),
                });
                // A small one grows in one go, so there is no holding it back later. Nothing is read before `handOn`.
                if (incomingEncoding === 'identity') handOn(metadata);
                else arriving.enter(compressed, method.maxBytes, () => handOn(metadata));
              },
            }),
        });
      },
  };
}

function oneTooMany(): DomainError {
  return new DomainError('invalid-argument', 'the call has more than one message');
}
