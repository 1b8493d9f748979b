import type { ProcessIdentity } from '../process-identity';

/** Raised when a keeper and a client of different versions would misunderstand each other. */
export const PROTOCOL = 1;

/** The databases of the stack. */
export type DatabaseName = 'cassandra' | 'etcd';

/** A database of the keeper's, or one that was there before and only has an address. */
export type Wanted = { readonly port: number | 'free' } | { readonly existing: string };

/** What a lease asks for. */
export interface LeaseRequest {
  readonly protocol: number;
  /** For people: `npm start (pid 12)`. */
  readonly holder: string;
  readonly process: ProcessIdentity;
  readonly cassandra: Wanted;
  readonly etcd: Wanted;
  /** The databases begin empty, and nothing in them outlives a kill. */
  readonly throwAway: boolean;
  /** How long the databases outlive this lease if it is the last. */
  readonly lingerMs: number;
}

/** Where the databases of the lease are, `host:port` or, for one that was there before, as it was named. */
export type Addresses = Readonly<Record<DatabaseName, string>>;

/** A database of the keeper's that ended by itself, or that somebody ended. */
export interface DatabaseDied {
  readonly name: DatabaseName;
  readonly pid: number;
  /** `SIGKILL`, `exit code 1`, or in words. */
  readonly how: string;
  readonly logFile: string;
  /** What brings it back. */
  readonly command: string;
}

/** One database, for people. */
export interface DatabaseStatus {
  readonly name: DatabaseName;
  readonly state: 'starting' | 'running' | 'dead';
  readonly pid: number | undefined;
  readonly address: string;
  readonly version: string | undefined;
  readonly dataFolder: string;
  readonly logFile: string;
}

/** The stack, for people. */
export interface KeeperStatus {
  readonly databases: readonly DatabaseStatus[];
  readonly holders: readonly string[];
  readonly pinned: boolean;
  readonly keeperPid: number;
}

/** What a client asks of the keeper: parameter and answer of each method. */
export interface Methods {
  /** Answers when the databases do. Held as long as the connection is open. */
  lease: [LeaseRequest, Addresses];
  /** Gives a process of the lease's holder to the keeper, which ends it when the lease ends. */
  entrust: [ProcessIdentity, null];
  /** Ends the lease in order. Answers when the keeper has let go: if it ends for that, when the databases have ended. */
  release: [null, { keeperEnds: boolean }];
  /** Starts what has died again, or the one that is named even if it runs. */
  restart: [{ name?: DatabaseName }, null];
  /** Keeps the databases without a lease, unless others hold one; `always` even then. */
  pin: [{ always: boolean }, { pinned: boolean }];
  status: [null, KeeperStatus];
  /** Ends databases and keeper, unless leases are held; `force` even then. Answers who holds them, if that hinders. */
  stop: [{ force: boolean }, { hinderedBy: readonly string[]; keeperEnds: boolean }];
}

export type MethodName = keyof Methods;
export type Parameter<M extends MethodName> = Methods[M][0];
export type Answer<M extends MethodName> = Methods[M][1];

/** One line of JSON from client to keeper. */
export type ToKeeper = { [M in MethodName]: { id: number; method: M; parameter: Parameter<M> } }[MethodName];

/** One line of JSON from keeper to client. */
export type FromKeeper =
  /** Sent at once: the keeper does not end between this and the answer. */
  | { readonly accepted: number }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly progress: string }
  | { readonly died: DatabaseDied };
