import type { GrpcClient } from '@killrvideo/grpc-client';

/** A service that is measured: its bundle against a bare server of the same calls. */
export interface Subject {
  /** Its app, and the name of its bare server in `tools/src/bench/bare`. */
  readonly app: string;
  /** Stores what the calls read, through our service, and gives the calls by the names of their rpcs. */
  readonly prepare: (ours: GrpcClient) => Promise<Readonly<Record<string, MeasuredCall>>>;
}

/** One call, made against either server. It throws when the answer is not what was asked for: that would be no measure. */
export type MeasuredCall = (server: GrpcClient) => Promise<unknown>;
