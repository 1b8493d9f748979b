import {
  allOf,
  condition,
  DomainError,
  reasonOf,
  untilItWorks,
  type Condition,
  type Log,
} from '@killrvideo/core';
import type { Client } from 'cassandra-driver';

import { cassandraOn, type Cassandra, type StatementsOfConnection } from './cassandra';
import { applySchema } from './schema/apply-schema';
import { keptBy, LockNotHad, lockOf, type SchemaLock } from './schema/lock';
import type { Schema } from './schema/schema';
import { IncompatibleTables, RefusedByCassandra } from './schema/schema-error';

/** The tables of one service. */
export interface Tables {
  /** Usable at once: until the tables are there, every method throws `unavailable`. */
  readonly cassandra: Cassandra;
  /** Met while the database answers and the tables are as they must be. */
  readonly ready: Condition;
}

/** Tables with what the connection needs to bring them about. */
export interface OwnedTables extends Tables {
  /** Once the database answers: adds what is missing, for as long as it takes; resolves when `signal` aborts, too. */
  complete(signal: AbortSignal): Promise<void>;
}

export function tablesOf(options: {
  readonly owner: string;
  readonly schema: Schema;
  readonly keyspace: string;
  readonly client: Client;
  /** What the database is called when it is waited for, and whether it answers. */
  readonly database: string;
  readonly answers: Condition;
  readonly lock: SchemaLock;
  readonly statements: StatementsOfConnection;
  readonly log: Log;
}): OwnedTables {
  const { owner, keyspace, client, lock, log } = options;
  const isComplete = condition(`the tables of ${owner}`, 'nobody has looked at them yet');

  /** Whom to look at, in words: tables can be mended while this waits. */
  const waitedFor = (error: unknown): string => {
    if (error instanceof LockNotHad) return keptBy(lock.keeper);
    if (error instanceof RefusedByCassandra) {
      return `the tables of ${owner} in ${keyspace}, which Cassandra refuses to complete`;
    }
    if (!(error instanceof IncompatibleTables)) return options.database;
    return `the tables of ${owner} in ${keyspace}, made otherwise by another tool: mend or drop them, or use another keyspace`;
  };
  // Tables that were there once stay usable while the database is away: statements then fail by themselves.
  const connected = (): Client => {
    if (isComplete.waiting() === undefined) return client;
    throw new DomainError('unavailable', 'the service has no database yet: try again later');
  };

  return {
    cassandra: cassandraOn(connected, options.statements),
    ready: allOf([options.answers, isComplete]),
    async complete(signal) {
      const exclusively = lockOf(lock, isComplete, `the tables of ${owner}`);
      const isThere = await untilItWorks(
        () => applySchema(client, { keyspace, schema: options.schema, exclusively, log }, signal),
        signal,
        (error, { tries, tells, whole }) => {
          const what = waitedFor(error);
          const reason = reasonOf(error);
          isComplete.waitFor(what, reason);
          if (tells) log.warn({ owner, keyspace, reason, tries, ...whole }, `waiting for ${what}`);
        },
      );
      if (isThere) isComplete.meet();
    },
  };
}
