import { Client, credentials } from '@grpc/grpc-js';
import { service as healthDefinition } from 'grpc-health-check';

/** What the standard health service says of a service, by its full name, or of all ('') at the address. */
export async function healthOf(address: string, service: string): Promise<string> {
  const client = new Client(address, credentials.createInsecure());
  const check = healthDefinition['Check']!;
  try {
    return await new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        check.requestSerialize,
        check.responseDeserialize as (bytes: Buffer) => { status: string },
        { service },
        (error, response) => (error ? reject(error) : resolve(response?.status ?? '')),
      );
    });
  } finally {
    client.close();
  }
}
