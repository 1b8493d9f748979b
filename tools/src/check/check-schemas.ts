import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readSchema, SchemaError } from '@killrvideo/cassandra';

import { listApps } from '../workspace/apps';
import { workspaceRoot } from '../workspace/workspace-root';

/** Problems in the services' schema files, and with tables that two of them make: each table has one owner. */
export async function checkSchemas(root = workspaceRoot): Promise<string[]> {
  const owners = new Map<string, string>();
  return listApps(root).flatMap(({ name }) => {
    const file = `apps/${name}/src/schema.cql`;
    if (!existsSync(join(root, file))) return [];
    try {
      return readSchema(readFileSync(join(root, file), 'utf8')).tables.flatMap((table) => {
        const owner = owners.get(table.name);
        owners.set(table.name, name);
        return owner === undefined ? [] : [`${file}: the table ${table.name} is made by ${owner}, too`];
      });
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      return [`${file}: ${error.message}`];
    }
  });
}
