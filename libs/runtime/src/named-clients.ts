import type { Log } from '@killrvideo/core';
import type { EtcdAddress } from '@killrvideo/discovery';
import type { CallObserver } from '@killrvideo/grpc-client';
import {
  serviceClient,
  type ServiceClient,
  type ServiceDefinition,
  type ServiceMethods,
} from '@killrvideo/service-clients';

/** Clients of one service that many serve, each under a name of its own in etcd. */
export interface NamedClients<D extends ServiceDefinition> {
  /** Opened when it is first asked for, also after it was closed. */
  of(name: string): ServiceMethods<D>;
  /** Calls in flight end by themselves. */
  close(name: string): void;
  stop(): Promise<void>;
}

export interface NamedClientsOptions {
  readonly etcd: EtcdAddress;
  readonly observer: CallObserver | undefined;
  readonly log: Log;
}

export function namedClients<D extends ServiceDefinition>(
  definition: D,
  { etcd, observer, log }: NamedClientsOptions,
): NamedClients<D> {
  const clients = new Map<string, ServiceClient<D>>();

  return {
    of(name) {
      let client = clients.get(name);
      if (client === undefined) {
        client = serviceClient(definition, { name, log, ...(observer && { observer }) });
        client.start({ etcd, addresses: undefined, own: undefined, dnsName: undefined });
        clients.set(name, client);
      }
      return client.methods;
    },
    close(name) {
      void clients.get(name)?.stop();
      clients.delete(name);
    },
    async stop() {
      await Promise.all([...clients.values()].map((client) => client.stop()));
    },
  };
}
