import type { Client } from 'cassandra-driver';

import type { FoundSchema, FoundTable } from './compare-schema';
import type { Column } from './schema';

const SELECT_COLUMNS =
  'SELECT table_name, column_name, type, kind, position, clustering_order FROM system_schema.columns WHERE keyspace_name = ?';
const SELECT_VIEWS = 'SELECT view_name FROM system_schema.views WHERE keyspace_name = ?';
const SELECT_INDEXES =
  'SELECT index_name, table_name, options FROM system_schema.indexes WHERE keyspace_name = ?';

/** What stands in the keyspace, as the node that is asked knows it; nothing while there is no such keyspace. */
export async function findSchema(client: Client, keyspace: string): Promise<FoundSchema> {
  const select = async (cql: string) =>
    (await client.execute(cql, [keyspace], { prepare: true, isIdempotent: true })).rows;
  const views = new Set((await select(SELECT_VIEWS)).map((row) => row['view_name'] as string));
  const tables = new Map<string, FoundTable & { readonly columns: Map<string, Column> }>();
  for (const row of await select(SELECT_COLUMNS)) {
    const name = row['table_name'] as string;
    const table = tables.get(name) ?? { isView: views.has(name), columns: new Map<string, Column>() };
    tables.set(name, table);
    table.columns.set(row['column_name'] as string, {
      name: row['column_name'] as string,
      type: row['type'] as string,
      kind: row['kind'] as Column['kind'],
      position: row['position'] as number,
      order: row['clustering_order'] as Column['order'],
    });
  }
  const indexes = (await select(SELECT_INDEXES)).map((row) => {
    const { target = '' } = (row['options'] as Record<string, string> | null) ?? {};
    return [row['index_name'] as string, { table: row['table_name'] as string, target }] as const;
  });
  return { tables, indexes: new Map(indexes) };
}
