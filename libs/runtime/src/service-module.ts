import type { Condition, Log } from '@killrvideo/core';
import type { GrpcService } from '@killrvideo/grpc';

import type { ValuesOf, Variables } from './configuration/variable';
import { supplied, type Host, type Needs, type Supplied } from './needs/need';
import type { OwnMetrics } from './metrics/own-metrics';
import type { Part } from './parts';

/** What a service is made of. Nothing in it runs before its process starts it. */
export interface Composed {
  /** For everybody, on the public port. */
  readonly services?: readonly GrpcService[];
  /** For other services alone, on the internal port. */
  readonly internalServices?: readonly GrpcService[];
  /**
   * What it does beside its calls, in the order of their start; stopped in the reverse order once no call is at work any
   * more, while all that the service was given is still there. Each stops within 2 s.
   */
  readonly parts?: readonly Part[];
}

/** A group of variables, and who reads it, for the documentation. */
export interface ReadVariables {
  readonly group: Variables;
  readonly readBy: string;
}

/** One service, to be run in a process of its own or beside others. */
export interface ServiceModule {
  /** The name of its app, `comments`. */
  readonly name: string;
  /** What is to be read before it is composed. */
  readonly variables: readonly ReadVariables[];
  /** Wires storage, domain and handlers; called once in a process, before anything starts. */
  readonly compose: (host: Host, metrics: OwnMetrics) => Composed;
}

/** What a service is composed from: what it has stated, and what every one has. */
export type Given<N extends Needs, V extends Variables> = Supplied<N> & {
  readonly variables: ValuesOf<V>;
  /** Met while all that it needs is there: for parts, which start before that. */
  readonly ready: Condition;
  /** For metrics that no other service has; calls, queries and the process are counted for all. */
  readonly metrics: OwnMetrics;
  readonly log: Log;
};

/** States what a service needs, which variables are its own, and how it is composed of what it is given for them. */
export function serviceModule<N extends Needs, V extends Variables = Record<never, never>>(stated: {
  readonly name: string;
  readonly needs: N;
  readonly variables?: V;
  readonly compose: (given: Given<N, V>) => Composed;
}): ServiceModule {
  const { name, needs, compose } = stated;
  const own = stated.variables ?? ({} as V);
  return {
    name,
    variables: [
      { group: own, readBy: name },
      ...Object.values(needs).map(({ variables, neededBy }) => ({ group: variables, readBy: neededBy })),
    ],
    compose(host, metrics) {
      const given = supplied(needs, host);
      return compose({
        ...given,
        variables: host.valuesOf(own),
        ready: host.ready(),
        metrics,
        log: host.log,
      });
    },
  };
}
