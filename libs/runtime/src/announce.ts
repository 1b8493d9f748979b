import { formatAddress, type Log } from '@killrvideo/core';
import {
  registerInstance,
  shortName,
  type EtcdAddress,
  type RegisteredInstance,
} from '@killrvideo/discovery';

import type { AdminListener } from './admin-listener';
import type { ComposedService } from './compose-services';
import type { GrpcListener } from './grpc-listener';
import type { GrpcListeners } from './grpc-listeners';
import type { Part } from './parts';
import type { SharedGrpcService } from './process-events';
import type { Readiness } from './readiness';

export interface Announcement {
  readonly part: Part;
  /** Whether etcd has all entries of the service. */
  isRegistered(service: string): boolean;
}

/**
 * Tells the world where the process listens, in its log, and which services serve: each by the health service and
 * `/readyz`, whenever that changes, and in etcd from the first time on, where it then stays. It is the last part to
 * start, and the first to stop: NOT_SERVING, then no longer found.
 */
export function announcing(
  services: readonly ComposedService[],
  options: {
    readonly listeners: GrpcListeners;
    /** What the services share at the internal port. */
    readonly shared: readonly SharedGrpcService[];
    readonly admin: AdminListener;
    readonly readiness: Readiness;
    readonly etcd: EtcdAddress;
    readonly advertisedAddress: string;
    /** The instance name; undefined: the address. */
    readonly instance: string | undefined;
    readonly version: string;
    readonly log: Log;
  },
): Announcement {
  const { listeners, shared, admin, readiness, log } = options;
  const registered = new Map<string, readonly RegisteredInstance[]>();
  let isStopping = false;

  const addressOf = (port: number): string => formatAddress({ host: options.advertisedAddress, port });
  const sayWhere = (): void => {
    const second = listeners.open?.secondPort();
    log.info(
      {
        ...(listeners.open && { address: addressOf(listeners.open.port()) }),
        ...(second !== undefined && { second: addressOf(second) }),
        ...(listeners.internal && { internal: addressOf(listeners.internal.port()) }),
        admin: addressOf(admin.port()),
      },
      'listening',
    );
  };

  const register = (
    listener: GrpcListener | undefined,
    names: readonly string[],
    { isInternal }: { isInternal: boolean },
  ): RegisteredInstance[] => {
    if (listener === undefined || names.length === 0) return [];
    const address = addressOf(listener.port());
    const registration = {
      ...{ services: names, isInternal, address },
      instance: options.instance ?? address,
      metadata: { admin: addressOf(admin.port()), version: options.version },
    };
    return [registerInstance({ etcd: options.etcd, registration, log })];
  };
  const tell = (service: ComposedService, isServing: boolean): void => {
    for (const { name } of service.services) listeners.open?.setServing(name, isServing);
    for (const { name } of service.internalServices) listeners.internal?.setServing(name, isServing);
    for (const { grpc, services: owners } of shared) {
      const isServed = services.some(({ name, ready }) => owners.has(name) && ready.waiting() === undefined);
      listeners.internal?.setServing(grpc.name, !isStopping && isServed);
    }
  };
  const look = (service: ComposedService): void => {
    if (isStopping) return;
    const isReady = service.ready.waiting() === undefined;
    tell(service, isReady);
    if (!isReady || registered.has(service.name)) return;
    log.info({ service: service.name }, 'ready');
    registered.set(service.name, [
      ...register(
        listeners.open,
        service.services.map(({ name }) => shortName(name)),
        { isInternal: false },
      ),
      ...register(listeners.internal, service.internalNames, { isInternal: true }),
    ]);
  };

  return {
    isRegistered: (service) => registered.get(service)?.every((each) => each.isRegistered()) ?? false,
    part: {
      name: 'the registration in etcd',
      start() {
        sayWhere();
        for (const service of services) {
          service.ready.onChange(() => look(service));
          look(service);
        }
        readiness.begin(services);
      },
      async stop() {
        isStopping = true;
        readiness.end('stopping');
        for (const service of services) tell(service, false);
        await Promise.all([...registered.values()].flat().map((each) => each.deregister()));
      },
    },
  };
}
