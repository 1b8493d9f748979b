import { once } from 'node:events';

import { Metadata, Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';

import type { Method } from './method';

const bytesOf = (text: string): Buffer => Buffer.from(text);
const textOf = (bytes: Buffer): string => bytes.toString();

/** Takes a text and gives it back. */
export const say: Method<string, string> = {
  path: '/test.Echo/Say',
  requestSerialize: bytesOf,
  responseDeserialize: textOf,
};

const ECHO_SERVICE = {
  say: {
    ...say,
    ...{
      requestStream: false,
      responseStream: false,
      requestDeserialize: textOf,
      responseSerialize: bytesOf,
    },
  },
} as const;

type EchoCall = ServerUnaryCall<string, string>;

/** A plain server of grpc-js, which knows nothing of ours. */
export interface EchoServer {
  readonly port: number;
  /** What has arrived so far. */
  readonly calls: readonly EchoCall[];
  /** Resolves when a call that has arrived is cancelled, by its caller or by its deadline. */
  cancelled(): Promise<void>;
  stop(): void;
}

/** Says back what it hears, in its trailing metadata as well, unless `answer` does otherwise. */
export async function startEcho({
  answer = echo,
  host = '127.0.0.1',
  port = 0,
}: {
  answer?: (call: EchoCall, callback: sendUnaryData<string>) => void;
  host?: string;
  port?: number;
} = {}): Promise<EchoServer> {
  const calls: EchoCall[] = [];
  const server = new Server();
  server.addService(ECHO_SERVICE, {
    say(call: EchoCall, callback: sendUnaryData<string>) {
      calls.push(call);
      answer(call, callback);
    },
  });
  const bound = await new Promise<number>((resolve, reject) =>
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, found) =>
      error ? reject(error) : resolve(found),
    ),
  );
  return {
    port: bound,
    calls,
    async cancelled() {
      const call = calls.at(-1);
      if (call === undefined) throw new Error('no call has arrived');
      if (!call.cancelled) await once(call, 'cancelled');
    },
    stop: () => server.forceShutdown(),
  };
}

function echo(call: EchoCall, callback: sendUnaryData<string>): void {
  const trailer = new Metadata();
  trailer.set('heard', call.request);
  callback(null, call.request, trailer);
}
