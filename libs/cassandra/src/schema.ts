/** One table, or columns added to one, that a schema file asks for. */
export interface SchemaStep {
  readonly table: string;
  /** For an ALTER: the columns it adds; empty for a CREATE TABLE. */
  readonly columns: readonly string[];
  readonly cql: string;
}

const CREATE_TABLE = /^CREATE TABLE IF NOT EXISTS (\w+)\s*\(/i;
const ADD_COLUMNS = /^ALTER TABLE (\w+) ADD IF NOT EXISTS \(([^()]*(?:<[^>]*>[^()]*)*)\)$/i;

/**
 * The steps of a schema file, in order. A schema may only add: `CREATE TABLE IF NOT EXISTS t (…);` and
 * `ALTER TABLE t ADD IF NOT EXISTS (column type, …);`, so that old and new processes live with the same tables.
 */
export function schemaSteps(schema: string): SchemaStep[] {
  return schema
    .replace(/--.*$/gm, '')
    .split(';')
    .map((cql) => cql.trim())
    .filter((cql) => cql !== '')
    .map(stepOf);
}

function stepOf(cql: string): SchemaStep {
  const [, created] = CREATE_TABLE.exec(cql) ?? [];
  if (created !== undefined) return { table: created.toLowerCase(), columns: [], cql };
  const [, altered, added] = ADD_COLUMNS.exec(cql) ?? [];
  if (altered !== undefined && added !== undefined) {
    const columns = added
      .replace(/<[^>]*>/g, '')
      .split(',')
      .map((column) => column.trim().split(/\s+/)[0] ?? '');
    return { table: altered.toLowerCase(), columns: columns.map((column) => column.toLowerCase()), cql };
  }
  throw new Error(`a schema may only add tables and columns, with IF NOT EXISTS: ${cql}`);
}
