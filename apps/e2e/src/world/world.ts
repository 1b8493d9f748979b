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

/** A client of a consumer group at its instance in a deployment, to tell it of events as a publisher does. */
export function callerOfGroup(group: string, app: string): Promise<GrpcCaller> {
  return callerOfInternal(`EventConsumer.${group}`, app);
}

/** A client of what is for other services alone, by the name under which an instance in a deployment is found. */
export async function callerOfInternal(name: string, app: string): Promise<GrpcCaller> {
  const etcd = new Etcd3({ hosts: world.etcd });
  try {
    const entries = await etcd.getAll().prefix(`killrvideo/endpoints/${name}/`).strings();
    const entry = Object.values(entries)
      .map((text) => JSON.parse(text) as { Addr: string; Metadata: { instance: string } })
      .find(({ Metadata }) => Metadata.instance === instanceOf(app, world.instances));
    if (entry === undefined) throw new Error(`${name} of ${app} is not in etcd`);
    return grpcCaller(entry.Addr);
  } finally {
    etcd.close();
  }
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
