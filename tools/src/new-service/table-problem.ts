import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ServiceNames } from './service-names';

/**
 * Why tables of the service could meet those of another: all share a keyspace, and tables of a new service begin with
 * its name. Undefined when they cannot.
 */
export function tableProblem(root: string, { name, snakeName }: ServiceNames): string | undefined {
  for (const other of readdirSync(join(root, 'apps')).sort()) {
    const schema = join(root, 'apps', other, 'src/schema.cql');
    if (!existsSync(schema)) continue;
    const theirs = `${other.replaceAll('-', '_')}_`;
    const table = tablesOf(readFileSync(schema, 'utf8')).find((each) => each.startsWith(`${snakeName}_`));
    const what =
      table !== undefined
        ? `the table ${table} of ${other} begins with ${snakeName}_, as tables of ${name} would`
        : snakeName.startsWith(theirs)
          ? `tables of ${name} would begin with ${theirs}, as new ones of ${other} may`
          : undefined;
    if (what !== undefined) return `${what}, and all are in one keyspace: choose another name`;
  }
  return undefined;
}

function tablesOf(schema: string): string[] {
  return [...schema.matchAll(/^CREATE TABLE (?:IF NOT EXISTS )?(\w+)/gim)].map(([, table = '']) => table);
}
