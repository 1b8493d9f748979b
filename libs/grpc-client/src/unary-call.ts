import { status, type Client, type Metadata, type ServiceError } from '@grpc/grpc-js';

import type { Answer } from './answer';
import type { Method } from './method';

/** Makes one call over the wire. */
export function unaryCall<Request, Response>(
  client: Client,
  method: Method<Request, Response>,
  request: Request,
  {
    metadata,
    timeLeftMs,
    signals,
  }: { metadata: Metadata; timeLeftMs: number; signals: readonly AbortSignal[] },
): Promise<Answer<Response>> {
  return new Promise((resolve) => {
    let outcome: Omit<Answer<Response>, 'trailer'>;
    const sent = client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadata,
      timeLeftMs === Infinity ? {} : { deadline: Date.now() + timeLeftMs },
      (error: ServiceError | null, response) => {
        outcome = error
          ? { code: error.code, details: error.details }
          : { code: status.OK, details: '', response: response as Response };
      },
    );
    const giveUp = (): void => sent.cancel();
    for (const signal of signals) signal.addEventListener('abort', giveUp);
    // The status comes last and brings the trailing metadata, which the callback of a success does not.
    sent.on('status', ({ metadata: trailer }) => {
      for (const signal of signals) signal.removeEventListener('abort', giveUp);
      resolve({ ...outcome, trailer });
    });
  });
}
