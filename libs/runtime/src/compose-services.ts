import type { Condition } from '@killrvideo/core';
import { shortName } from '@killrvideo/discovery';
import type { GrpcService } from '@killrvideo/grpc';

import type { OwnMetrics } from './metrics/own-metrics';
import type { Part } from './parts';
import type { ProcessHost } from './process-host';
import type { ServiceModule } from './service-module';

/** A service in a process, wired and not started. */
export interface ComposedService {
  readonly name: string;
  readonly services: readonly GrpcService[];
  readonly internalServices: readonly GrpcService[];
  /** Under which names it is found at the internal port: its internal services, and what is told and asked of its events. */
  readonly internalNames: readonly string[];
  readonly parts: readonly Part[];
  /** What it waits for before it serves. */
  readonly ready: Condition;
}

export function composeServices(
  modules: readonly ServiceModule[],
  shared: ProcessHost,
  metricsOf: (service: string) => OwnMetrics,
): ComposedService[] {
  return modules.map(({ name, compose }) => {
    const host = shared.hostFor(name);
    const { services = [], internalServices = [], parts = [] } = compose(host, metricsOf(name));
    const internalNames = [
      ...internalServices.map((each) => `${shortName(each.name)}.internal`),
      ...shared.events.namesOf(name),
    ];
    return { name, services, internalServices, internalNames, parts, ready: host.ready() };
  });
}
