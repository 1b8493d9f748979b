import { primaryKeyOf, type Column, type Schema, type Table } from './schema';

/** What stands in a keyspace. */
export interface FoundSchema {
  /** By name; views are among them. */
  readonly tables: ReadonlyMap<string, FoundTable>;
  /** By name. */
  readonly indexes: ReadonlyMap<string, FoundIndex>;
}

export interface FoundIndex {
  readonly table: string;
  readonly target: string;
  readonly isStorageAttached: boolean;
}

export interface FoundTable {
  readonly isView: boolean;
  readonly columns: ReadonlyMap<string, Column>;
}

/** One change that adds what is missing. */
export interface SchemaStep {
  readonly table: string;
  /** The columns or the index that it adds; empty for a whole table. */
  readonly adds: readonly string[];
  readonly cql: string;
}

/** What is missing and may be added, and what stands there otherwise than it must, in words for a person. */
export interface Comparison {
  readonly steps: readonly SchemaStep[];
  readonly problems: readonly string[];
}

/**
 * Holds all that a service needs against what stands in the keyspace: columns with their types, keys and order, which
 * other tools may have made otherwise. What a table has besides is nobody's business. Columns and indexes of a table
 * that is still missing are not among the steps: once it is there, compare again.
 */
export function compareSchema(wanted: Schema, found: FoundSchema, keyspace: string): Comparison {
  const steps: SchemaStep[] = [];
  const problems: string[] = [];
  for (const table of wanted.tables) {
    const standing = found.tables.get(table.name);
    if (standing === undefined) {
      steps.push({ table: table.name, adds: [], cql: table.createIn(keyspace) });
      continue;
    }
    const wrong = problemsOf(table, standing);
    problems.push(...wrong.map((problem) => `table ${table.name}: ${problem}`));
    if (wrong.length === 0) steps.push(...missingColumns(table, standing, keyspace));
  }
  for (const { name, table, target, createIn } of wanted.indexes) {
    const standing = found.indexes.get(name);
    if (standing === undefined) {
      if (found.tables.has(table)) steps.push({ table, adds: [name], cql: createIn(keyspace) });
    } else if (standing.table !== table || standing.target !== target) {
      problems.push(
        `index ${name}: is on ${standing.table} (${standing.target}), and must be on ${table} (${target})`,
      );
    } else if (!standing.isStorageAttached) {
      problems.push(`index ${name}: is no storage-attached index (SAI), and must be one`);
    }
  }
  return { steps, problems };
}

function problemsOf({ columns }: Table, standing: FoundTable): string[] {
  if (standing.isView) return ['is a materialized view, and must be a table'];
  const key = primaryKeyOf(standing.columns.values());
  const wantedKey = primaryKeyOf(columns.values());
  if (key !== wantedKey) return [`its primary key is ${key}, and must be ${wantedKey}`];
  const problems = [...columns.values()].flatMap((column) => {
    const found = standing.columns.get(column.name);
    if (found === undefined || wordsOf(found) === wordsOf(column)) return [];
    return [`column ${column.name} is ${wordsOf(found)}, and must be ${wordsOf(column)}`];
  });
  return problems.length > 0 ? problems : counterProblems(columns, standing.columns);
}

/** Cassandra keeps counters and other values in different tables, so neither can be added to the other. */
function counterProblems(wanted: ReadonlyMap<string, Column>, found: ReadonlyMap<string, Column>): string[] {
  const hasCounters = (columns: ReadonlyMap<string, Column>): boolean | undefined => {
    const value = [...columns.values()].find(({ kind }) => kind === 'regular' || kind === 'static');
    return value && value.type === 'counter';
  };
  const [must, is] = [hasCounters(wanted), hasCounters(found)];
  if (must === undefined || is === undefined || must === is) return [];
  return [must ? 'is no table of counters, and must be one' : 'is a table of counters, and must be none'];
}

function missingColumns(table: Table, standing: FoundTable, keyspace: string): SchemaStep[] {
  const missing = [...table.columns.values()].filter(({ name }) => !standing.columns.has(name));
  if (missing.length === 0) return [];
  const definitions = missing.map((column) => `${column.name} ${wordsOf(column)}`).join(', ');
  return [
    {
      table: table.name,
      adds: missing.map(({ name }) => name),
      cql: `ALTER TABLE ${keyspace}.${table.name} ADD IF NOT EXISTS (${definitions})`,
    },
  ];
}

function wordsOf({ type, kind }: Column): string {
  return kind === 'static' ? `${type} static` : type;
}
