import type { Client } from 'cassandra-driver';

import type { FoundIndex, FoundSchema, FoundTable } from './compare-schema';
import type { Column, Schema } from './schema';

const SELECT_COLUMNS =
  'SELECT table_name, column_name, type, kind, position, clustering_order FROM system_schema.columns WHERE keyspace_name = ? AND table_name IN ?';
const SELECT_VIEWS = 'SELECT view_name FROM system_schema.views WHERE keyspace_name = ?';
const SELECT_INDEXES =
  'SELECT index_name, table_name, options FROM system_schema.indexes WHERE keyspace_name = ?';

/**
 * What stands in the keyspace of what the schema is about, as the node that is asked knows it; nothing while there is no
 * such keyspace. A page of the driver holds more rows than tables of a schema have columns.
 */
export async function findSchema(client: Client, keyspace: string, wanted: Schema): Promise<FoundSchema> {
  const select = async (cql: string, ...more: unknown[]) =>
    (await client.execute(cql, [keyspace, ...more], { prepare: true, isIdempotent: true })).rows;
  const names = wanted.tables.map(({ name }) => name);
  const views = new Set((await select(SELECT_VIEWS)).map((row) => row['view_name'] as string));
  const tables = new Map<string, FoundTable & { readonly columns: Map<string, Column> }>();
  for (const row of await select(SELECT_COLUMNS, names)) {
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
  const indexes = (await select(SELECT_INDEXES)).map((row): [string, FoundIndex] => {
    const { target = '', class_name = '' } = (row['options'] as Record<string, string> | null) ?? {};
    const isStorageAttached = /(^|\.)(sai|StorageAttachedIndex)$/i.test(class_name);
    return [row['index_name'] as string, { table: row['table_name'] as string, target, isStorageAttached }];
  });
  return { tables, indexes: new Map(indexes) };
}
