import { grpcCaller, type GrpcCaller } from '@killrvideo/grpc-client/testing';
import { leaseStack, type StackLease } from '@killrvideo/local-stack';
import { Etcd3 } from 'etcd3';

import { instanceOf, type World } from './start-world';

/** The world that the global set-up has started. */
export const world = JSON.parse(process.env['E2E_WORLD'] ?? '{}') as World;

/** How a service can be met: as a process of its own, and inside all-in-one. */
export function deploymentsOf(app: string): string[] {
  return [app, 'all-in-one'];
}

/** Where anybody finds the service: by its name in etcd. `app` says which of its deployments. */
export async function addressOf(serviceName: string, app: string): Promise<string> {
  const etcd = new Etcd3({ hosts: world.etcd });
  try {
    const address = await etcd
      .get(`/killrvideo/services/${serviceName}/${instanceOf(app, world.instances)}`)
      .string();
    if (address === null) throw new Error(`${serviceName} of ${app} is not in etcd`);
    return address;
  } finally {
    etcd.close();
  }
}

/** A client of the service at its `addressOf`. */
export async function callerOf(serviceName: string, app: string): Promise<GrpcCaller> {
  return grpcCaller(await addressOf(serviceName, app));
}

/** A lease on the databases of the world for tests that kill them or pause them; to be released. */
export function leaseWorldStack(): Promise<StackLease> {
  return leaseStack({
    folder: world.stackFolder,
    cassandraPort: 'free',
    etcdPort: 'free',
    useExisting: false,
    holder: `a black-box test (pid ${process.pid})`,
    onProgress: () => {},
  });
}
