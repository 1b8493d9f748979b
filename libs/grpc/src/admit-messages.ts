import type { ServerHttp2Stream } from 'node:http2';

import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';

import { arrivingCall, type ArrivingCall } from './arriving-call';
import { byteRoom } from './byte-room';
import { contextOfCall } from './call-metadata';
import type { CallsInFlight } from './calls-in-flight';
import { tooLarge } from './grpc-service';
import type { CallOutcome } from './unary';

const MiB = 1024 * 1024;

/** Messages up to here are let in at once: HTTP/2 has buffered that much of a stream before anybody reads it. */
const FREE_BYTES = 64 * 1024;
/** Messages up to gRPC's usual bound, and those above it, have rooms of their own: large ones never delay the others. */
const ORDINARY_BYTES = 4 * MiB;

/** The gRPC frame around a message: whether it is compressed, and its length in four bytes. */
const FRAME_HEAD_BYTES = 5;

export interface Admission {
  /** The largest message that a method takes, by its path; undefined for methods of no concern. */
  readonly maxBytesOf: (path: string) => number | undefined;
  /** How long a call without a deadline may take, in milliseconds. */
  readonly budgetMs: number;
  readonly observe: (outcome: CallOutcome) => void;
  readonly inFlight: CallsInFlight;
  readonly limits?: Partial<AdmissionLimits>;
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
    const maxBytes = admission.maxBytesOf(path);
    if (maxBytes === undefined) return new ServerInterceptingCall(call);
    const { stream, incomingEncoding } = insideOf(call);

    const admit = (arriving: ArrivingCall, length: number): void => {
      if (length > maxBytes) return arriving.refuse(tooLarge(length, maxBytes));
      if (length <= FREE_BYTES || incomingEncoding !== 'identity') return;
      stream.pause();
      arriving.enter(length <= ORDINARY_BYTES ? ordinary : large, length, () => stream.resume());
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
            onLength(stream, (length) => admit(arriving, length));
            // A small one grows in one go, so there is no holding it back later. Nothing is read before `handOn`.
            if (incomingEncoding === 'identity') handOn(metadata);
            else arriving.enter(compressed, maxBytes, () => handOn(metadata));
          },
        }),
    });
  };
}

/** What grpc-js keeps to itself of a call. Its version is pinned, and the spec notices when this is gone. */
interface InsideOfCall {
  /** No part of the public interface tells a message's length before the message is whole. */
  readonly stream: ServerHttp2Stream;
  /** `identity`: messages come as they are. */
  readonly incomingEncoding: string;
}

function insideOf(call: object): InsideOfCall {
  const inside = call as InsideOfCall;
  if (typeof inside.stream?.pause !== 'function' || typeof inside.incomingEncoding !== 'string') {
    throw new Error('grpc-js keeps the stream and the encoding of a call elsewhere than version 1.14 does');
  }
  return inside;
}

/** Tells the length of the message. Listens behind grpc-js, which has paused the stream: this does not start it. */
function onLength(stream: ServerHttp2Stream, tell: (length: number) => void): void {
  let head = Buffer.alloc(0);
  const listen = (chunk: Buffer): void => {
    head = Buffer.concat([head, chunk.subarray(0, FRAME_HEAD_BYTES - head.length)]);
    if (head.length < FRAME_HEAD_BYTES) return;
    stream.off('data', listen);
    tell(head.readUInt32BE(1));
  };
  stream.on('data', listen);
}
