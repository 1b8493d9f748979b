import type { ServerInterceptor } from '@grpc/grpc-js';

import type { CallsInFlight } from './calls-in-flight';

/**
 * Who decides about messages while they arrive, before anything is made of them. A server asks it only when a service
 * takes messages that are larger than gRPC's usual bound.
 */
export interface Admission {
  /** Sees every call after `everyStatus`, before its message. */
  interceptor(server: AdmittedServer): ServerInterceptor;
  /** To be told of each request that nobody looks into any more. */
  release(request: unknown): void;
}

export interface AdmittedServer {
  /** By their paths; all other calls are to be let be. */
  readonly methods: ReadonlyMap<string, AdmittedMethod>;
  readonly inFlight: CallsInFlight;
}

export interface AdmittedMethod {
  /** The largest message that it takes. */
  readonly maxBytes: number;
  /** Its handler takes the message as it came, and nobody looks into the message after `release`. */
  readonly isUndecoded: boolean;
}
