import type { Metadata, status } from '@grpc/grpc-js';

/** All that came back of one call. */
export interface Answer<Response> {
  readonly code: status;
  readonly details: string;
  /** Only with OK. */
  readonly response?: Response;
  /** Empty where the call ended on this side. */
  readonly trailer: Metadata;
}
