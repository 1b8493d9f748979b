import {
  Server,
  ServerCredentials,
  type handleUnaryCall,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { benchDatabase } from '../bench-database';

/** A handler as grpc-js wants it; what its promise rejects with goes to the caller as it is. */
export function bare<Request, Response>(
  work: (request: Request) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    work(request).then((response) => callback(null, response), callback);
  };
}

/**
 * The baseline: what somebody writes who wants nothing but a few calls. grpc-js and cassandra-driver with the same
 * driver options as ours; no checks of the request, no deadlines, metrics, log, health or error mapping.
 */
export async function serveBare(
  definition: ServiceDefinition,
  handlers: (cassandra: Client) => UntypedServiceImplementation,
): Promise<void> {
  const cassandra = await benchDatabase(process.env);
  const server = new Server();
  const notMeasured = bare(() => Promise.reject(new Error('not measured')));
  const implementation: UntypedServiceImplementation = { ...handlers(cassandra) };
  for (const name of Object.keys(definition)) implementation[name] ??= notMeasured;
  server.addService(definition, implementation);
  server.bindAsync(
    `127.0.0.1:${process.env['KILLRVIDEO_SERVICE_PORT']}`,
    ServerCredentials.createInsecure(),
    (error) => {
      if (error) throw error;
    },
  );
}
