import { formatAddress } from '@killrvideo/core';
import { shortName } from '@killrvideo/discovery';
import type { AddressSource } from '@killrvideo/service-clients';

import type { ComposedService } from './compose-services';
import type { GrpcListener } from './grpc-listener';
import type { Part } from './parts';

/** The way from a process to its own services: they are called like any other, and found without etcd. */
export interface OwnServices {
  /** Where a service of this process listens, by its short name; undefined: it is in none of the services. */
  sourceOf(service: string): AddressSource | undefined;
  /** Tells it where the listener is, once that runs. */
  part(composed: readonly ComposedService[], listener: GrpcListener | undefined, listenAddress: string): Part;
}

const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export function ownServices(): OwnServices {
  const names = new Set<string>();
  const listeners = new Set<() => void>();
  let addresses: readonly string[] | undefined;
  const source: AddressSource = {
    addresses: () => addresses,
    onChange(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
  return {
    sourceOf: (service) => (names.has(service) ? source : undefined),
    part(composed, listener, listenAddress) {
      for (const { name } of composed.flatMap(({ services }) => services)) names.add(shortName(name));
      return {
        name: 'the way to own services',
        start() {
          if (listener === undefined) return;
          const host = LOOPBACK[listenAddress] ?? listenAddress;
          addresses = [formatAddress({ host, port: listener.port() })];
          for (const changed of listeners) changed();
        },
        stop() {},
      };
    },
  };
}
