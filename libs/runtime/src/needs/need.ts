import type { CassandraConnection } from '@killrvideo/cassandra';
import type { Condition, Log } from '@killrvideo/core';

import type { ValuesOf, Variables } from '../configuration/variable';
import type { ProcessClients } from '../process-clients';
import type { ProcessEvents } from '../process-events';

/** Something that a service asks of its process: tables, keys. It states it and is given just that. */
export interface Need<T> {
  /** What must be known for it; read with all other variables before anything starts. */
  readonly variables: Variables;
  /** Who has such a need, in words for the documentation: `services with tables`. */
  readonly neededBy: string;
  /** Called once for each service, before anything starts. */
  readonly supply: (host: Host) => T;
}

export type Needs = Readonly<Record<string, Need<unknown>>>;

/** What is given for the needs, by the same names. */
export type Supplied<N extends Needs> = {
  readonly [Key in keyof N]: N[Key] extends Need<infer T> ? T : never;
};

/** The process as seen from one of its services. */
export interface Host {
  /** The name of the service. */
  readonly service: string;
  readonly log: Log;
  valuesOf<V extends Variables>(group: V): ValuesOf<V>;
  /** The process's one connection to Cassandra; there is none until a service asks for it. */
  database(): CassandraConnection;
  /** The process's one client of another service; there is none until a service asks for it. */
  readonly client: ProcessClients['of'];
  /** What the service says and hears. */
  readonly events: Pick<ProcessEvents, 'publisher' | 'listen' | 'project' | 'rebuildByHand'>;
  /** The service does not serve while the condition is not met. */
  waitFor(condition: Condition): void;
  /** What it waits for by then: met while all of it is. */
  ready(): Condition;
}

export function supplied<N extends Needs>(needs: N, host: Host): Supplied<N> {
  const entries = Object.entries(needs).map(([name, need]) => [name, need.supply(host)] as const);
  return Object.fromEntries(entries) as Supplied<N>; // entry by entry as the type says
}
