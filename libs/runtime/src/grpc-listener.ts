import { startGrpcServer, type GrpcServer, type GrpcServerOptions } from '@killrvideo/grpc';

import type { Part } from './parts';
import { takePort } from './take-port';

/** A gRPC server as a part of a process: it listens when the process starts, and says that nothing serves yet. */
export interface GrpcListener {
  readonly part: Part;
  /** The port it has, and the second one; only while it runs. */
  port(): number;
  secondPort(): number | undefined;
  /** Calls at work; none while it does not run. */
  callsAtWork(): number;
  readonly maxConcurrentCalls: number;
  setServing(service: string, isServing: boolean): void;
}

export interface GrpcListenerOptions {
  /** For people: `the gRPC server`. */
  readonly name: string;
  /** The variable that chooses another port. */
  readonly variable: string;
  readonly server: GrpcServerOptions;
  readonly second?: { readonly port: number; readonly variable: string };
  readonly drainMs: number;
}

export function grpcListener(options: GrpcListenerOptions): GrpcListener {
  const { name, server: serverOptions, second } = options;
  let server: GrpcServer | undefined;
  let secondPort: number | undefined;
  const running = (): GrpcServer => {
    if (server === undefined) throw new Error(`${name} does not run`);
    return server;
  };

  return {
    part: {
      name,
      async start() {
        const started = await takePort(serverOptions.port, options.variable, () =>
          startGrpcServer(serverOptions),
        );
        try {
          secondPort =
            second && (await takePort(second.port, second.variable, () => started.alsoListen(second.port)));
        } catch (error) {
          await started.close(0);
          throw error;
        }
        server = started;
      },
      stop: () => running().close(options.drainMs),
    },
    port: () => running().port,
    secondPort: () => secondPort,
    callsAtWork: () => server?.callsAtWork() ?? 0,
    maxConcurrentCalls: serverOptions.maxConcurrentCalls,
    setServing: (service, isServing) => running().setServing(service, isServing),
  };
}
