import type { CallContext } from '@killrvideo/core';
import type { Method } from '@killrvideo/grpc-client';

/** A service as ts-proto generates its definition. */
export type ServiceDefinition = Readonly<Record<string, Method<never, unknown>>>;

/** Its rpcs as functions. They throw DomainErrors, and end before the call for which they are made. */
export type ServiceMethods<D extends ServiceDefinition> = {
  readonly [Name in keyof D]: D[Name] extends Method<infer Request, infer Response>
    ? (request: Request, call: CallContext) => Promise<Response>
    : never;
};

/** `killrvideo.comments.CommentsService` */
export function fullNameOf(definition: ServiceDefinition): string {
  const [, service = ''] = Object.values(definition)[0]?.path.split('/') ?? [];
  return service;
}
