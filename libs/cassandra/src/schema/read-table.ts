import { readType } from './column-type';
import type { Column } from './schema';
import type { StatementReader } from './statement-reader';

/** Reads `name type [STATIC] [PRIMARY KEY], …, [PRIMARY KEY (…)] ) [WITH …]`, what stands between CREATE TABLE's brackets and after. */
export function readColumns(from: StatementReader): Map<string, Column> {
  const columns = new Map<string, Column>();
  let key: PrimaryKey | undefined;
  const setKey = (read: PrimaryKey): void => {
    if (key !== undefined) from.fail('the table has a second PRIMARY KEY');
    key = read;
  };
  do {
    if (from.skip('primary', 'key')) {
      setKey(readPrimaryKey(from));
      continue;
    }
    const column = readColumn(from);
    if (columns.has(column.name)) from.fail(`the column ${column.name} is there twice`);
    columns.set(column.name, column);
    if (from.skip('primary', 'key')) setKey({ partition: [column.name], clustering: [] });
  } while (from.skip(','));
  from.expect(')');
  if (key === undefined) return from.fail('the table has no PRIMARY KEY');
  const orders = readClusteringOrder(from);
  return withKey(from, columns, key, orders);
}

/** Reads `name type [STATIC]`. */
export function readColumn(from: StatementReader): Column {
  const name = from.name('a column');
  const type = readType(from);
  const kind = from.skip('static') ? 'static' : 'regular';
  return { name, type, kind, position: -1, order: 'none' };
}

interface PrimaryKey {
  readonly partition: readonly string[];
  readonly clustering: readonly string[];
}

/** Reads `(a, b)` or `((a, b), c)`. */
function readPrimaryKey(from: StatementReader): PrimaryKey {
  from.expect('(');
  const partition: string[] = [];
  if (from.skip('(')) {
    do partition.push(from.name('a column'));
    while (from.skip(','));
    from.expect(')');
  } else partition.push(from.name('a column'));
  const clustering: string[] = [];
  while (from.skip(',')) clustering.push(from.name('a column'));
  from.expect(')');
  return { partition, clustering };
}

/** Reads `WITH CLUSTERING ORDER BY (a DESC, …)` among the options; what other options say is Cassandra's business. */
function readClusteringOrder(from: StatementReader): Map<string, 'asc' | 'desc'> {
  const orders = new Map<string, 'asc' | 'desc'>();
  while (!from.isAtEnd) {
    if (!from.skip('clustering', 'order', 'by')) {
      from.any('an option');
      continue;
    }
    from.expect('(');
    do orders.set(from.name('a column'), from.skip('desc') ? 'desc' : from.skip('asc') ? 'asc' : 'asc');
    while (from.skip(','));
    from.expect(')');
  }
  return orders;
}

function withKey(
  from: StatementReader,
  columns: Map<string, Column>,
  { partition, clustering }: PrimaryKey,
  orders: ReadonlyMap<string, 'asc' | 'desc'>,
): Map<string, Column> {
  const place = (name: string, key: Pick<Column, 'kind' | 'position' | 'order'>): void => {
    const column = columns.get(name);
    if (column === undefined) return from.fail(`the column ${name} of the PRIMARY KEY is not in the table`);
    if (column.kind !== 'regular') {
      from.fail(`the column ${name} cannot be ${column.kind} and in the PRIMARY KEY`);
    }
    columns.set(name, { ...column, ...key });
  };
  partition.forEach((name, position) => place(name, { kind: 'partition_key', position, order: 'none' }));
  clustering.forEach((name, position) =>
    place(name, { kind: 'clustering', position, order: orders.get(name) ?? 'asc' }),
  );
  for (const name of orders.keys()) {
    if (!clustering.includes(name))
      from.fail(`CLUSTERING ORDER names ${name}, which is no clustering column`);
  }
  return columns;
}
