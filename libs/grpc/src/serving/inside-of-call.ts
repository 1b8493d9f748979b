import type { ServerHttp2Stream } from 'node:http2';

import type { Metadata } from '@grpc/grpc-js';

/** What grpc-js takes messages out of the data of a stream with. */
export interface MessageDeframer {
  /** The messages that are whole with these data, each with its frame. */
  readonly write: (data: Buffer) => Buffer[];
}

/**
 * What grpc-js keeps to itself of a call. Its public interface neither tells a message's length before the message is
 * whole, nor lets anybody else collect it, nor tells of a call that ends before there is a message. Its version is
 * pinned, and the specs notice when this is gone.
 */
export interface InsideOfCall {
  readonly stream: ServerHttp2Stream;
  /** The very object that the handler gets. */
  readonly metadata: Metadata;
  /** `identity`: messages come as they are. */
  readonly incomingEncoding: string;
  decoder: MessageDeframer;
}

/** The inside of a call as the first interceptor gets it: what others wrap it into has none. */
export function insideOfCall(call: object): InsideOfCall {
  const inside = call as InsideOfCall;
  const { stream, metadata, incomingEncoding, decoder } = inside;
  if (
    typeof stream?.pause !== 'function' ||
    typeof metadata?.get !== 'function' ||
    typeof incomingEncoding !== 'string' ||
    typeof decoder?.write !== 'function'
  ) {
    throw new Error('grpc-js is not inside as its version 1.14 is: calls cannot be served');
  }
  return inside;
}
