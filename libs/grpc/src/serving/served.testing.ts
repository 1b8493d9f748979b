import { connect } from 'node:http2';

import { EchoService, echoDescriptorSet, type Text } from './echo-service.testing';
import { startGrpcServer, type GrpcServer } from './grpc-server';
import { grpcService, type Handlers } from './grpc-service';
import { rawCall, type RawCall } from './raw-call.testing';
import type { CallOutcome } from './unary';

/** A server of the echo service, bare calls to it over one connection, and what is told of them. */
export interface Served {
  readonly server: GrpcServer;
  /** The paths that were told of as calls arrived. */
  readonly starts: string[];
  readonly outcomes: CallOutcome[];
  readonly begin: (path: string, headers?: Record<string, string>) => RawCall;
  readonly close: () => Promise<void>;
}

export async function serveEcho(say: Handlers<typeof EchoService>['say'] = echo): Promise<Served> {
  const starts: string[] = [];
  const outcomes: CallOutcome[] = [];
  const server = await startGrpcServer({
    address: '127.0.0.1',
    port: 0,
    services: [grpcService(EchoService, { say }, { descriptorSet: echoDescriptorSet })],
    budgetMs: 10_000,
    maxConcurrentCalls: 100,
    observeStart: (path) => starts.push(path),
    observe: (outcome) => outcomes.push(outcome),
  });
  const session = connect(`http://127.0.0.1:${server.port}`);
  session.on('error', () => {});
  return {
    ...{ server, starts, outcomes },
    begin: (path, headers = {}) => rawCall(session, path, headers),
    close: async () => {
      session.destroy();
      await server.close(0);
    },
  };
}

async function echo(request: Text): Promise<Text> {
  return request;
}
