import { DomainError, reasonOf, within, type Log } from '@killrvideo/core';
import { Client } from 'cassandra-driver';

import { cassandraOn, statementsOfConnection, type Cassandra } from './cassandra';
import { clientOptions, type CassandraAddress } from './client-options';
import { mendClient } from './mend-client';

/** A keyspace with whatever tables others have made there. */
export interface ExistingKeyspace {
  readonly cassandra: Cassandra;
  /** Ends at once what is still waiting; never rejects. */
  close(): Promise<void>;
}

const CONNECTED_WITHIN_MS = 10_000;
const SELECT = 'SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?';

/**
 * For commands that look at what services have made: connects once, and makes nothing. Throws `unavailable` when Cassandra
 * does not answer within 10 s, or refuses, and `not-found` when it has no such keyspace.
 */
export async function existingKeyspace(options: {
  readonly address: CassandraAddress;
  readonly keyspace: string;
  readonly log: Log;
}): Promise<ExistingKeyspace> {
  const { address, keyspace, log } = options;
  const database = `Cassandra at ${address.contactPoints.join(', ')}`;
  const client = new Client(clientOptions(address));
  mendClient(client);
  const close = (): Promise<void> =>
    client.shutdown().catch((error: unknown) => log.warn({ err: error }, 'Cassandra was not left in order'));

  const isThere = async (): Promise<boolean> => {
    await client.connect();
    const { rowLength } = await client.execute(SELECT, [keyspace], { isIdempotent: true });
    if (rowLength > 0) await client.execute(`USE ${keyspace}`, [], { prepare: false });
    return rowLength > 0;
  };
  try {
    const late = (): Error => new Error(`no answer within ${CONNECTED_WITHIN_MS / 1000} s`);
    if (await within(CONNECTED_WITHIN_MS, isThere(), late)) {
      return {
        cassandra: cassandraOn(
          () => client,
          statementsOfConnection(() => {}, log),
        ),
        close,
      };
    }
  } catch (cause) {
    await close();
    throw new DomainError('unavailable', `${database} cannot be used: ${reasonOf(cause)}`, { cause });
  }
  await close();
  throw new DomainError('not-found', `${database} has no keyspace ${keyspace}`);
}
