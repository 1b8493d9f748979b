import { grpcClient, type Method } from '@killrvideo/grpc-client';
import { service as healthDefinition } from 'grpc-health-check';

/** What the standard health service says of a service, by its full name, or of all ('') at the address. */
export async function healthOf(address: string, service: string): Promise<string> {
  const client = grpcClient([address]);
  try {
    const check = healthDefinition['Check'] as Method<{ service: string }, { status: string }>;
    return (await client.call(check, { service })).status;
  } finally {
    client.close();
  }
}
