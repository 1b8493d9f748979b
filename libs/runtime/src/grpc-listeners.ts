import { takesLargeMessages, type CallOutcome, type GrpcService } from '@killrvideo/grpc';
import { admitMessages, type BudgetState } from '@killrvideo/grpc/large-messages';

import type { ComposedService } from './compose-services';
import type { ProcessGroups } from './configuration/process-groups';
import type { Configuration } from './configuration/read-variables';
import { grpcListener, type GrpcListener, type GrpcListenerOptions } from './grpc-listener';
import type { SharedGrpcService } from './process-events';

/** Undefined where no service of the process has rpcs of that kind. */
export interface GrpcListeners {
  /** For everybody. */
  readonly open: GrpcListener | undefined;
  /** For other services alone. */
  readonly internal: GrpcListener | undefined;
  /** The memory of messages; undefined where no service takes large ones. */
  readonly messageBudgets: (() => readonly BudgetState[]) | undefined;
}

/** The listeners that the services need, on the ports that project.json or the environment names. */
export function grpcListeners(
  composed: readonly ComposedService[],
  given: {
    /** What services of the process share at the internal port. */
    readonly shared: readonly SharedGrpcService[];
    readonly groups: ProcessGroups;
    readonly configuration: Configuration;
    readonly observeStart: (path: string) => void;
    readonly observe: (outcome: CallOutcome) => void;
  },
): GrpcListeners {
  const { shared, groups, configuration, observeStart, observe } = given;
  const { listenAddress: address, drainMs } = configuration.valuesOf(groups.process);
  const all = composed.flatMap(({ services, internalServices }) => [...services, ...internalServices]);
  const admission = takesLargeMessages(all) ? admitMessages() : undefined; // one for all, as there is one memory

  const listen = (
    services: readonly GrpcService[],
    group: ProcessGroups['service' | 'internal'],
    options: Pick<GrpcListenerOptions, 'name' | 'second'>,
  ): GrpcListener | undefined => {
    if (services.length === 0) return undefined;
    if (group === undefined || groups.calls === undefined) {
      throw new Error(`project.json of the app names no port for ${options.name}`);
    }
    const { port } = configuration.valuesOf(group);
    const { callBudgetMs: budgetMs, maxConcurrentCalls } = configuration.valuesOf(groups.calls);
    return grpcListener({
      ...options,
      variable: group.port.name,
      server: {
        ...{ address, port, services, budgetMs, maxConcurrentCalls, observeStart, observe },
        ...(admission && { admission }),
      },
      drainMs,
    });
  };

  const { service, second, internal } = groups;
  return {
    messageBudgets: admission && (() => admission.budgets()),
    open: listen(
      composed.flatMap(({ services }) => services),
      service,
      {
        name: 'the gRPC server',
        ...(second && {
          second: { port: configuration.valuesOf(second).port, variable: second.port.name },
        }),
      },
    ),
    internal: listen(
      [...composed.flatMap(({ internalServices }) => internalServices), ...shared.map(({ grpc }) => grpc)],
      internal,
      { name: 'the internal gRPC server' },
    ),
  };
}
