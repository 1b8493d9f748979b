import { idempotent, textColumn, type Cassandra } from '@killrvideo/cassandra';
import type { CallContext } from '@killrvideo/core';

const SELECT = idempotent('SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?');
const WRITERS = '_outbox_writers';

/** The services that publish, or did, by the tables that they have in the keyspace; in alphabetical order. */
export async function publishingServices(
  cassandra: Cassandra,
  keyspace: string,
  call: CallContext,
): Promise<string[]> {
  const rows = await cassandra.rows(SELECT, [keyspace], call);
  return rows
    .map((row) => textColumn(row, 'table_name'))
    .filter((name) => name.endsWith(WRITERS))
    .map((name) => name.slice(0, -WRITERS.length))
    .sort();
}
