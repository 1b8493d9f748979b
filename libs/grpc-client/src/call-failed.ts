import { status, type Metadata } from '@grpc/grpc-js';

import type { Answer } from './answer';
import { nameOf, type MethodName } from './method';

/** A call that ended with a status other than OK, be it an answer, or the end of patience or of a connection here. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly code: status;
  readonly details: string;
  readonly method: MethodName;
  readonly trailer: Metadata;

  constructor(path: string, { code, details, trailer }: Answer<unknown>) {
    const method = nameOf(path);
    super(`${method.method} answered ${status[code]}: ${details}`);
    this.code = code;
    this.details = details;
    this.method = method;
    this.trailer = trailer;
  }
}
