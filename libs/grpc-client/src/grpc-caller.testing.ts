import type { Answer } from './answer';
import type { CallSettings } from './call-settings';
import { grpcClient } from './grpc-client';
import type { Method } from './method';

export type { Answer };

/** Calls as a client of any language would, and looks at all that comes back. */
export interface GrpcCaller {
  /** The answer, whatever its code. Without `timeoutMs` there is no deadline, as the existing clients call. */
  call<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    settings?: CallSettings,
  ): Promise<Answer<Response>>;
  /** The response, or an error with the status: for calls that are only a means to an end. */
  ok<Request, Response>(method: Method<Request, Response>, request: Request): Promise<Response>;
  /** Sends these very bytes as the request. */
  callBytes(path: string, bytes: Uint8Array, settings?: CallSettings): Promise<Answer<Buffer>>;
  /** Resolves when the connection stands, for a server that may not listen yet; rejects after 30 s. */
  untilConnected(): Promise<void>;
  close(): void;
}

const CONNECT_WITHIN_MS = 30_000;
/** More than any service takes: the service is to refuse a message, not the client. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** A caller of one address on this machine. */
export function grpcCaller(address: string): GrpcCaller {
  const client = grpcClient([address], {
    timeoutMs: 'none',
    maxMessageBytes: MAX_MESSAGE_BYTES,
    isDirect: true,
  });
  return {
    call: (method, request, settings) => client.ask(method, request, settings),
    ok: (method, request) => client.call(method, request),
    callBytes: (path, bytes, settings) => client.ask(bytesMethod(path), Buffer.from(bytes), settings),
    untilConnected: () => client.connected(CONNECT_WITHIN_MS),
    close: () => client.close(),
  };
}

function bytesMethod(path: string): Method<Buffer, Buffer> {
  return { path, requestSerialize: (bytes) => bytes, responseDeserialize: (bytes) => bytes };
}
