import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';

import { shownText } from '@killrvideo/core';
import { Metadata, status, type Server } from '@grpc/grpc-js';

import { contextOfCall, REQUEST_ID } from './call-metadata';
import { shortenLongTimeout } from './long-timeouts';
import type { CallOutcome } from './unary';

/** What is not here is told of under this name, whatever its caller calls it: callers must not make labels of metrics. */
export const NOT_HERE = 'unknown';

const CONTENT_TYPE = 'application/grpc';

/** What is quoted of a request, in bytes. */
const MAX_QUOTED = 300;

export interface ArrivalOptions {
  /** How long a call without a deadline may take, in milliseconds. */
  readonly budgetMs: number;
  readonly observeStart?: (path: string) => void;
  readonly observe: (outcome: CallOutcome) => void;
}

/**
 * Sees every request as its headers arrive, before grpc-js does. What it has no method for, and what is not gRPC, grpc-js
 * answers by itself and past all interceptors: here such calls are told of, and get a request id. To be called before
 * the server listens.
 */
export function watchArrivals(server: Server, { budgetMs, observeStart, observe }: ArrivalOptions): void {
  const inside = insideOfServer(server);
  const handle = inside._streamHandler.bind(server);

  const tell = (headers: IncomingHttpHeaders, service: string, code: status, details: string): string => {
    const context = contextOfCall(Metadata.fromHttp2Headers(headers), Infinity, budgetMs);
    observeStart?.(`/${service}/${NOT_HERE}`);
    observe({ service, method: NOT_HERE, code, seconds: 0, context, details });
    return context.requestId;
  };

  inside._streamHandler = (interceptors, stream, headers) => {
    const path = headers[':path'] ?? '';
    const type = headers['content-type'] ?? 'missing';
    if (!type.startsWith(CONTENT_TYPE)) {
      tell(headers, NOT_HERE, status.UNKNOWN, `the content-type is ${quoted(type)}, not ${CONTENT_TYPE}`);
    } else if (!inside.handlers.has(path)) {
      const { service, details } = missing(path, inside.handlers);
      return answer(stream, details, tell(headers, service, status.UNIMPLEMENTED, details));
    }
    shortenLongTimeout(headers);
    handle(interceptors, stream, headers);
  };
}

function missing(path: string, handlers: Handlers): { service: string; details: string } {
  const [, service, method] = /^\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  if (service === undefined || method === undefined) {
    return { service: NOT_HERE, details: `there is no rpc at ${quoted(path)}` };
  }
  return [...handlers.keys()].some((known) => known.startsWith(`/${service}/`))
    ? { service, details: `${service} has no rpc ${quoted(method)}` }
    : { service: NOT_HERE, details: `the service ${quoted(service)} is not here` };
}

function quoted(text: string): string {
  return shownText(text, MAX_QUOTED);
}

/** The whole answer in one frame, as gRPC has it for calls that fail at once. */
function answer(stream: ServerHttp2Stream, details: string, requestId: string): void {
  stream.once('error', () => {}); // the caller went away
  stream.respond(
    {
      [constants.HTTP2_HEADER_STATUS]: constants.HTTP_STATUS_OK,
      [constants.HTTP2_HEADER_CONTENT_TYPE]: `${CONTENT_TYPE}+proto`,
      'grpc-status': status.UNIMPLEMENTED,
      'grpc-message': encodeURI(details),
      [REQUEST_ID]: requestId,
    },
    { endStream: true },
  );
}

/** By path. */
type Handlers = ReadonlyMap<string, unknown>;

/**
 * What grpc-js keeps to itself of a server. Its public interface shows nobody a request before there is a method for
 * it. Its version is pinned, and the spec notices when this is gone.
 */
interface InsideOfServer {
  readonly handlers: Handlers;
  _streamHandler(interceptors: unknown, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void;
}

function insideOfServer(server: object): InsideOfServer {
  const inside = server as InsideOfServer;
  if (typeof inside._streamHandler !== 'function' || !(inside.handlers instanceof Map)) {
    throw new Error('grpc-js is not inside as its version 1.14 is: calls cannot be served');
  }
  return inside;
}
