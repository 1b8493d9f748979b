import type { Socket } from 'node:net';

import { endProcesses } from '../end-processes';
import { isRunning, type ProcessIdentity } from '../process-identity';
import { SERVICE_GRACE_MS } from './end-recorded';
import type { LeaseRequest } from './protocol';

/** A right to the databases, held as long as its connection is open. */
export interface Lease {
  readonly request: LeaseRequest;
  readonly connection: Socket;
  readonly services: ProcessIdentity[];
}

/** Who holds the stack. */
export interface Leases {
  add(connection: Socket, request: LeaseRequest): void;
  /** Ends a lease once, and the services that were entrusted with it; the databases stay until that is done. */
  end(connection: Socket): Promise<void>;
  entrust(connection: Socket, service: ProcessIdentity): void;
  all(): readonly Lease[];
  /** Also of leases that are ending. */
  services(): { process: ProcessIdentity; holder: ProcessIdentity }[];
}

/** Keeps the leases; `changed` is called after every change of what `services` gives, `left` when none is left. */
export function createLeases(hooks: { changed: () => void; left: (last: Lease) => void }): Leases {
  const held = new Map<Socket, Lease>();
  const ending = new Set<Lease>();

  return {
    add(connection, request) {
      held.set(connection, { request, connection, services: [] });
    },
    async end(connection) {
      const lease = held.get(connection);
      if (lease === undefined) return;
      held.delete(connection);
      ending.add(lease);
      await endProcesses(lease.services, SERVICE_GRACE_MS);
      ending.delete(lease);
      hooks.changed();
      if (held.size === 0 && ending.size === 0) hooks.left(lease);
    },
    entrust(connection, service) {
      const lease = held.get(connection);
      if (lease === undefined) throw new Error('this connection holds no lease');
      const alive = lease.services.filter(isRunning);
      lease.services.splice(0, Infinity, ...alive, service);
      hooks.changed();
    },
    all: () => [...held.values()],
    services: () =>
      [...held.values(), ...ending].flatMap(({ services, request }) =>
        services.map((process) => ({ process, holder: request.process })),
      ),
  };
}
