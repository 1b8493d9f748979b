import type { Log } from '@killrvideo/core';
import { shortName, type EtcdAddress } from '@killrvideo/discovery';
import type { CallObserver } from '@killrvideo/grpc-client';
import {
  fullNameOf,
  serviceClient,
  type AddressSource,
  type LookedFor,
  type ServiceDefinition,
  type ServiceMethods,
} from '@killrvideo/service-clients';

import type { WatchedClient } from './metrics/client-metrics';
import type { Part } from './parts';

/** What is known of where a service is, beside what every process knows. */
export type Told = Pick<LookedFor, 'addresses' | 'dnsName'>;

/** The clients of a process, one of each service that is called, whoever calls it. */
export interface ProcessClients {
  of<D extends ServiceDefinition>(definition: D, told: Told): ServiceMethods<D>;
  all(): readonly WatchedClient[];
}

export function processClients(options: {
  readonly etcd: EtcdAddress;
  /** Takes the part that each client is. */
  readonly add: (part: Part) => void;
  readonly observer: CallObserver | undefined;
  /** A service of this very process, by its short name; asked when all are composed. */
  readonly ownService: (service: string) => AddressSource | undefined;
  readonly log: Log;
}): ProcessClients {
  const { etcd, add, observer, ownService, log } = options;
  const clients = new Map<string, WatchedClient & { readonly methods: ServiceMethods<ServiceDefinition> }>();

  const open = (definition: ServiceDefinition, name: string, told: Told) => {
    const client = serviceClient(definition, { ...(observer && { observer }), log });
    add({
      name: `the client of ${name}`,
      start: () => client.start({ ...told, etcd, own: ownService(shortName(name)) }),
      stop: () => client.stop(),
    });
    return { definition, client, methods: client.methods };
  };

  return {
    of<D extends ServiceDefinition>(definition: D, told: Told) {
      const name = fullNameOf(definition);
      let found = clients.get(name);
      if (found === undefined) clients.set(name, (found = open(definition, name, told)));
      return found.methods as ServiceMethods<D>; // it was made of the same definition
    },
    all: () => [...clients.values()],
  };
}
