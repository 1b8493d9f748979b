import type { Cassandra, PagingKeys } from '@killrvideo/cassandra';
import type { Log } from '@killrvideo/core';
import type { GrpcService } from '@killrvideo/grpc';

/** What a process gives to each service in it. */
export interface Resources {
  readonly cassandra: Cassandra;
  readonly pagingKeys: PagingKeys;
  readonly log: Log;
  /**
   * For what a service does beside its calls: `end` is called at a stop, once no call is at work any more and while
   * the database is still there. It resolves when that work is done, within 2 s.
   */
  readonly atStop: (end: () => Promise<void>) => void;
}

/** One service, to be run in a process of its own or beside others. */
export interface ServiceModule {
  /** The name of its app, `comments`. */
  readonly name: string;
  /** The text of its schema file: the tables it owns. */
  readonly schema: string;
  /** Wires storage, domain and handlers; called once in a process, before anything is connected. */
  readonly compose: (resources: Resources) => readonly GrpcService[];
}

/** A service without tables: a process of such services alone needs no Cassandra and no paging keys. */
export interface StatelessServiceModule {
  readonly name: string;
  readonly compose: (resources: Pick<Resources, 'log' | 'atStop'>) => readonly GrpcService[];
}

/** What project.json says of an app: its name and the ports it has when the environment names none. */
export interface AppManifest {
  readonly name: string;
  readonly metadata: {
    readonly ports: {
      readonly grpc: number;
      readonly admin: number;
      /** One more gRPC port that serves the same, for clients that know a service by a port of its own. */
      readonly second?: number;
    };
  };
}
