import type { ServerHttp2Stream } from 'node:http2';

import { DomainError } from '@killrvideo/core';
import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';

import { arrivingCall, type ArrivingCall } from './arriving-call';
import { byteRoom } from './byte-room';
import { contextOfCall } from './call-metadata';
import type { CallsInFlight } from './calls-in-flight';
import { tooLarge } from './grpc-service';
import type { MessageBuffers } from './message-buffers';
import { messageCollector, type MessageCollector } from './message-collector';
import type { CallOutcome } from './unary';

const MiB = 1024 * 1024;

/** Messages up to here are let in at once: HTTP/2 has buffered that much of a stream before anybody reads it. */
const FREE_BYTES = 64 * 1024;
/** Messages up to gRPC's usual bound, and those above it, have rooms of their own: large ones never delay the others. */
const ORDINARY_BYTES = 4 * MiB;

export interface Admission {
  /** By their paths; all others are let be. */
  readonly methods: ReadonlyMap<string, AdmittedMethod>;
  /** For messages that nobody looks into once they are answered. */
  readonly buffers: MessageBuffers;
  /** How long a call without a deadline may take, in milliseconds. */
  readonly budgetMs: number;
  readonly observe: (outcome: CallOutcome) => void;
  readonly inFlight: CallsInFlight;
  readonly limits?: Partial<AdmissionLimits>;
}

export interface AdmittedMethod {
  /** The largest message that it takes. */
  readonly maxBytes: number;
  readonly isUndecoded: boolean;
}

export interface AdmissionLimits {
  /** Bytes of messages of at most 4 MiB that are in memory at once. */
  readonly ordinaryRoom: number;
  /** The same of larger ones. */
  readonly largeRoom: number;
  /** The same of messages of calls that may compress them, each counted as the largest that it may become. */
  readonly compressedRoom: number;
  /** Messages that wait in front of each room. */
  readonly maxWaiting: number;
  /** How long a message may wait to be let in, and then take to arrive, in milliseconds. */
  readonly patienceMs: number;
}

const LIMITS: AdmissionLimits = {
  ordinaryRoom: 64 * MiB,
  largeRoom: 96 * MiB, // three of 32 MiB
  compressedRoom: 96 * MiB,
  maxWaiting: 1000,
  patienceMs: 30_000,
};

/**
 * Bounds the memory of messages under way. grpc-js hands over a message only when it is whole and buffers as many as
 * come; so the length is read as soon as it is there, and the stream is not read any further while there is no room for
 * the message: flow control then stops its sender, and nobody else's.
 */
export function admitMessages(admission: Admission): ServerInterceptor {
  const limits = { ...LIMITS, ...admission.limits };
  const ordinary = byteRoom(limits.ordinaryRoom, limits.maxWaiting);
  const large = byteRoom(limits.largeRoom, limits.maxWaiting);
  const compressed = byteRoom(limits.compressedRoom, limits.maxWaiting);

  return ({ path }, call) => {
    const method = admission.methods.get(path);
    if (method === undefined) return new ServerInterceptingCall(call);
    const inside = insideOf(call);
    const { stream, incomingEncoding } = inside;

    /** False: the message must wait, or is refused. */
    const admit = (arriving: ArrivingCall, length: number): boolean => {
      if (length > method.maxBytes) {
        arriving.refuse(tooLarge(length, method.maxBytes));
        return false;
      }
      if (length <= FREE_BYTES || incomingEncoding !== 'identity') return true;
      const room = length <= ORDINARY_BYTES ? ordinary : large;
      let isIn = false;
      stream.pause();
      arriving.enter(room, length, () => {
        isIn = true;
        stream.resume();
      });
      return isIn;
    };

    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata(metadata, handOn) {
            const arriving = arrivingCall({
              ...{ call, stream, path },
              context: contextOfCall(metadata, call.getDeadline(), admission.budgetMs),
              patienceMs: limits.patienceMs,
              inFlight: admission.inFlight,
              observe: admission.observe,
            });
            inside.decoder = messageCollector({
              onLength: (length) => admit(arriving, length),
              onSecond: () => arriving.refuse(oneTooMany()),
              take: (bytes) =>
                method.isUndecoded && bytes > FREE_BYTES
                  ? admission.buffers.take(bytes)
                  : Buffer.allocUnsafe(bytes),
            });
            // A small one grows in one go, so there is no holding it back later. Nothing is read before `handOn`.
            if (incomingEncoding === 'identity') handOn(metadata);
            else arriving.enter(compressed, method.maxBytes, () => handOn(metadata));
          },
        }),
    });
  };
}

/**
 * What grpc-js keeps to itself of a call. Its public interface neither tells a message's length before the message is
 * whole, nor lets anybody else collect it. Its version is pinned, and the spec notices when this is gone.
 */
interface InsideOfCall {
  readonly stream: ServerHttp2Stream;
  /** `identity`: messages come as they are. */
  readonly incomingEncoding: string;
  decoder: MessageCollector;
}

function insideOf(call: object): InsideOfCall {
  const inside = call as InsideOfCall;
  const { stream, incomingEncoding, decoder } = inside;
  if (
    typeof stream?.pause !== 'function' ||
    typeof incomingEncoding !== 'string' ||
    typeof decoder?.write !== 'function'
  ) {
    throw new Error('grpc-js is not inside as its version 1.14 is: messages cannot be admitted');
  }
  return inside;
}

function oneTooMany(): DomainError {
  return new DomainError('invalid-argument', 'the call has more than one message');
}
