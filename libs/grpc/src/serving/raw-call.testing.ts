import type { ClientHttp2Session, ClientHttp2Stream } from 'node:http2';

/** A call as a bare HTTP/2 stream: a client library would not let a message arrive in part. */
export interface RawCall {
  /** Resolves when the bytes are on their way, or held back. */
  send(bytes: Buffer): Promise<void>;
  end(bytes?: Buffer): void;
  cancel(): void;
  /** Resolves with the status that it is answered with. */
  code(): Promise<number>;
  /** Resolves with the status and all that comes with it, as it is on the wire. */
  trailer(): Promise<Readonly<Record<string, string>>>;
  isAnswered(): boolean;
  /** The frame of the answer's message. */
  answer(): Buffer;
  /** Bytes that flow control holds back. */
  unsent(): number;
}

export function rawCall(session: ClientHttp2Session, path: string, headers: Record<string, string>): RawCall {
  const abort = new AbortController();
  const stream: ClientHttp2Stream = session.request(
    { ...headers, ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' },
    { signal: abort.signal },
  );
  let isAnswered = false;
  const trailer = new Promise<Record<string, string>>((resolve) => {
    const look = (answer: object): void => {
      if (!('grpc-status' in answer)) return;
      isAnswered = true;
      resolve(answer as Record<string, string>);
    };
    stream.on('response', look).on('trailers', look);
  });
  stream.on('error', () => {});
  const answer: Buffer[] = [];
  stream.on('data', (data: Buffer) => answer.push(data));
  return {
    send: async (bytes) => {
      stream.write(bytes);
      await idle();
    },
    end: (bytes) => void stream.end(bytes),
    cancel: () => abort.abort(),
    code: async () => Number((await trailer)['grpc-status']),
    trailer: () => trailer,
    isAnswered: () => isAnswered,
    answer: () => Buffer.concat(answer),
    unsent: () => stream.writableLength,
  };
}

/** The gRPC frame around a message. */
export function frame(message: Buffer, compressed = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(compressed);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** Long enough for what was sent to be looked at by a server in this very process. */
export async function idle(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setImmediate(resolve));
}
