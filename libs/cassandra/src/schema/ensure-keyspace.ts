import type { Client } from 'cassandra-driver';

import { changeSchema } from './change-schema';
import type { Exclusively } from './lock';

const SELECT = 'SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?';

/** Makes the keyspace where there is none; takes no lock where there is one. `replication` is a CQL map. */
export async function ensureKeyspace(
  client: Client,
  options: { readonly keyspace: string; readonly replication: string; readonly exclusively: Exclusively },
  signal: AbortSignal,
): Promise<void> {
  const { keyspace, replication } = options;
  const { rowLength } = await client.execute(SELECT, [keyspace], { prepare: true, isIdempotent: true });
  if (rowLength > 0) return;
  const create = `CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH replication = ${replication}`;
  await options.exclusively(() => changeSchema(client, create), signal);
}
