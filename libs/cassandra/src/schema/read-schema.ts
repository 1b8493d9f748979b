import { statementsOf, type Token } from './cql-tokens';
import { readColumn, readColumns } from './read-table';
import type { Column, Index, Schema, Table } from './schema';
import { statementReader, type StatementReader } from './statement-reader';

/**
 * Reads a schema file. It may only add, each with IF NOT EXISTS, so that old and new processes live with the same
 * tables: `CREATE TABLE`, `ALTER TABLE … ADD` for a table of the file, and `CREATE INDEX … USING 'sai'` on one.
 * Everything else is refused with a SchemaError in one line.
 */
export function readSchema(cql: string): Schema {
  const tables = new Map<string, Table & { readonly columns: Map<string, Column> }>();
  const indexes = new Map<string, Index>();

  const tableOf = (from: StatementReader): Table & { readonly columns: Map<string, Column> } => {
    const name = from.name('a table');
    return tables.get(name) ?? from.fail(`the table ${name} is not made by this schema, or only later`);
  };

  for (const tokens of statementsOf(cql)) {
    const from = statementReader(tokens, textOf(cql, tokens));
    if (from.skip('create', 'table')) {
      from.expect('if', 'not', 'exists');
      const name = from.name('a table');
      const inKeyspace = qualifier(cql, tokens, from.end - name.length);
      from.expect('(');
      if (tables.has(name)) from.fail(`the table ${name} is made twice`);
      tables.set(name, { name, columns: readColumns(from), createIn: inKeyspace });
    } else if (from.skip('alter', 'table')) {
      const table = tableOf(from);
      from.expect('add', 'if', 'not', 'exists');
      for (const column of readAdded(from)) {
        if (table.columns.has(column.name)) from.fail(`the column ${column.name} is there already`);
        table.columns.set(column.name, column);
      }
    } else if (from.skip('create', 'index')) {
      from.expect('if', 'not', 'exists');
      const name = from.name('an index');
      from.expect('on');
      const table = tableOf(from);
      const inKeyspace = qualifier(cql, tokens, from.end - table.name.length);
      const index = { name, table: table.name, target: readTarget(from, table), createIn: inKeyspace };
      if (indexes.has(name)) from.fail(`the index ${name} is made twice`);
      indexes.set(name, index);
    } else {
      from.fail(
        'a schema may only add, so that old and new processes live with the same tables: CREATE TABLE IF NOT EXISTS, ' +
          "ALTER TABLE … ADD IF NOT EXISTS and CREATE INDEX IF NOT EXISTS … USING 'sai'",
      );
    }
  }
  return { tables: [...tables.values()], indexes: [...indexes.values()] };
}

/** Reads `column type [STATIC]`, or several in brackets. */
function readAdded(from: StatementReader): Column[] {
  const columns: Column[] = [];
  if (from.skip('(')) {
    do columns.push(readColumn(from));
    while (from.skip(','));
    from.expect(')');
  } else columns.push(readColumn(from));
  if (!from.isAtEnd) from.fail('several columns are added in one pair of brackets');
  return columns;
}

/** Reads `(column)` or `(keys(column))` and what follows: other kinds of index make every read ask every node. */
function readTarget(from: StatementReader, table: Table): string {
  from.expect('(');
  const word = from.name('a column');
  const column = from.skip('(') ? from.name('a column') : undefined;
  if (column !== undefined) from.expect(')');
  from.expect(')');
  from.expect('using', "'sai'");
  const indexed = table.columns.get(column ?? word);
  if (indexed === undefined) return from.fail(`the table ${table.name} has no column ${column ?? word}`);
  if (column !== undefined) return `${word}(${column})`;
  // What is not said of a collection is its values, and Cassandra writes that down.
  return /^(list|set|map)</.test(indexed.type) ? `values(${word})` : word;
}

function textOf(cql: string, tokens: readonly Token[]): string {
  return cql.slice(tokens[0]?.start, tokens.at(-1)?.end);
}

/** The statement with the keyspace before the name that stands at the place. */
function qualifier(cql: string, tokens: readonly Token[], place: number): (keyspace: string) => string {
  const before = cql.slice(tokens[0]?.start, place);
  const after = cql.slice(place, tokens.at(-1)?.end);
  return (keyspace) => `${before}${keyspace}.${after}`;
}
