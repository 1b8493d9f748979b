import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';

/** One method of a service definition as ts-proto generates it. */
export interface Method<Request, Response> {
  readonly path: string;
  readonly requestSerialize: (request: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** All that came back of one call; it never rejects. */
export interface Answer<Response> {
  readonly code: status;
  readonly details: string;
  /** Only with OK. */
  readonly response?: Response;
  readonly trailer: Metadata;
}

export interface CallSettings {
  readonly metadata?: Readonly<Record<string, string>>;
  /** Absent: no deadline, as the existing clients call. */
  readonly timeoutMs?: number;
}

export interface GrpcCaller {
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

/** Calls one address as a client of any language would: plaintext, no retries of its own. */
export function grpcCaller(address: string): GrpcCaller {
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.enable_retries': 0,
    'grpc.enable_http_proxy': 0, // it is on this machine
    // A service that was restarted is to be seen again at once.
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 500,
  });

  const call: GrpcCaller['call'] = (method, request, { metadata = {}, timeoutMs } = {}) =>
    new Promise((resolve) => {
      const sent = new Metadata();
      for (const [key, value] of Object.entries(metadata)) sent.set(key, value);
      let outcome: Pick<Answer<never>, 'code' | 'details'> & { response?: never };
      const made = client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        sent,
        timeoutMs === undefined ? {} : { deadline: Date.now() + timeoutMs },
        (error: ServiceError | null, response) => {
          outcome = error
            ? { code: error.code, details: error.details }
            : { code: status.OK, details: '', response: response as never };
        },
      );
      // The status comes last and brings the trailing metadata, which the callback of a success does not.
      made.on('status', ({ metadata: trailer }) => setImmediate(() => resolve({ ...outcome, trailer })));
    });

  return {
    call,
    async ok(method, request) {
      const { code, details, response } = await call(method, request);
      if (code !== status.OK) throw new Error(`${method.path} answered ${status[code]}: ${details}`);
      return response as NonNullable<typeof response>;
    },
    callBytes: (path, bytes, settings) =>
      call(
        { path, requestSerialize: (raw: Buffer) => raw, responseDeserialize: (raw) => raw },
        Buffer.from(bytes),
        settings,
      ),
    untilConnected: () =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + CONNECT_WITHIN_MS, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => client.close(),
  };
}
