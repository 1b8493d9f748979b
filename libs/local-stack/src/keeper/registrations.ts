import { isIP } from 'node:net';

import { formatAddress, parseAddress } from '@killrvideo/core';
import { registerInstance } from '@killrvideo/discovery';

import { addressesIn } from '../existing-servers';
import type { Addresses } from './protocol';

const CASSANDRA_PORT = 9042;

/** Cassandra's entries in etcd, where other KillrVideo tools look for it as for any service. */
export interface Registrations {
  /** Keeps the Cassandra of a lease registered in its etcd from now on; once, however many leases share them. */
  register(addresses: Addresses): void;
  /** Removes the entries; takes 2.5 s at most. */
  end(): Promise<void>;
}

export function createRegistrations(log: (line: string) => void): Registrations {
  const made = new Map<string, ReturnType<typeof registerInstance>>();

  return {
    register({ cassandra, etcd }) {
      for (const address of registrable(cassandra)) {
        const key = `${address} in ${etcd}`;
        if (made.has(key)) continue;
        const registration = { services: ['cassandra'], address, instance: address, metadata: {} };
        made.set(
          key,
          registerInstance({ etcd: { endpoints: addressesIn(etcd) }, registration, log: keeperLog(log) }),
        );
      }
    },
    async end() {
      await Promise.all([...made.values()].map((registered) => registered.deregister()));
    },
  };
}

/** A host name would be of no use to those who take the entries literally. */
function registrable(contactPoints: string): string[] {
  return addressesIn(contactPoints)
    .map(parseAddress)
    .filter(({ host }) => isIP(host) !== 0)
    .map(({ host, port = CASSANDRA_PORT }) => formatAddress({ host, port }));
}

function keeperLog(log: (line: string) => void): Parameters<typeof registerInstance>[0]['log'] {
  const say = (_: object, message: string): void => log(`Cassandra in etcd: ${message}`);
  return { debug: () => {}, info: say, warn: say, error: say };
}
