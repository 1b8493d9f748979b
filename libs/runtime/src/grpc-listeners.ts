import type { CallOutcome, GrpcServerOptions, GrpcService } from '@killrvideo/grpc';

import type { ComposedService } from './compose-services';
import type { ProcessGroups } from './configuration/process-groups';
import type { Configuration } from './configuration/read-variables';
import { grpcListener, type GrpcListener } from './grpc-listener';

/** Undefined where no service of the process has rpcs of that kind. */
export interface GrpcListeners {
  /** For everybody. */
  readonly open: GrpcListener | undefined;
  /** For other services alone. */
  readonly internal: GrpcListener | undefined;
}

/** The listeners that the services need, on the ports that project.json or the environment names. */
export function grpcListeners(
  composed: readonly ComposedService[],
  given: {
    readonly groups: ProcessGroups;
    readonly configuration: Configuration;
    readonly observe: (outcome: CallOutcome) => void;
  },
): GrpcListeners {
  const { groups, configuration } = given;
  const { listenAddress, drainMs } = configuration.valuesOf(groups.process);
  const serverOf = (services: readonly GrpcService[], port: number): GrpcServerOptions => {
    const { callBudgetMs: budgetMs, maxConcurrentCalls } = configuration.valuesOf(named(groups.grpc, 'grpc'));
    return {
      ...{ address: listenAddress, port, services, budgetMs, maxConcurrentCalls },
      observe: given.observe,
    };
  };

  const open = (services: readonly GrpcService[]): GrpcListener => {
    const group = named(groups.grpc, 'grpc');
    const { second } = groups;
    return grpcListener({
      name: 'the gRPC server',
      variable: group.port.name,
      server: serverOf(services, configuration.valuesOf(group).port),
      ...(second && {
        second: { port: configuration.valuesOf(second).port, variable: second.port.name },
      }),
      drainMs,
    });
  };
  const internal = (services: readonly GrpcService[]): GrpcListener => {
    const group = named(groups.internal, 'internal');
    return grpcListener({
      name: 'the internal gRPC server',
      variable: group.port.name,
      server: serverOf(services, configuration.valuesOf(group).port),
      drainMs,
    });
  };

  const services = composed.flatMap((each) => each.services);
  const internalServices = composed.flatMap((each) => each.internalServices);
  return {
    open: services.length > 0 ? open(services) : undefined,
    internal: internalServices.length > 0 ? internal(internalServices) : undefined,
  };
}

/** What its services need, project.json must name. */
function named<Group>(group: Group | undefined, port: string): Group {
  if (group === undefined) throw new Error(`project.json of the app has no metadata.ports.${port}`);
  return group;
}
