/** The tables and indexes that a service needs, as its schema file says. */
export interface Schema {
  readonly tables: readonly Table[];
  readonly indexes: readonly Index[];
}

export interface Table {
  readonly name: string;
  /** By name, those that later statements of the file add too. */
  readonly columns: ReadonlyMap<string, Column>;
  /** The statement that makes it in the keyspace, without the columns that are added later. */
  readonly createIn: (keyspace: string) => string;
}

/** A column in the terms of `system_schema.columns`, so that what is wanted and what is there can be compared. */
export interface Column {
  readonly name: string;
  /** As Cassandra writes it: `frozen<map<text, int>>`. */
  readonly type: string;
  readonly kind: 'partition_key' | 'clustering' | 'static' | 'regular';
  /** Its place in the partition key or among the clustering columns; -1 for all others. */
  readonly position: number;
  /** `none` for all but clustering columns. */
  readonly order: 'asc' | 'desc' | 'none';
}

/** A storage-attached index (SAI). */
export interface Index {
  readonly name: string;
  readonly table: string;
  /** A column, or `keys(column)`, `values(column)`, `entries(column)`, `full(column)`, as Cassandra writes it. */
  readonly target: string;
  readonly createIn: (keyspace: string) => string;
}

/** `(tag, videoid DESC)` or `((a, b), c ASC)`, as the primary key of a table would be written. */
export function primaryKeyOf(columns: Iterable<Column>): string {
  const all = [...columns].sort((a, b) => a.position - b.position);
  const partition = all.filter(({ kind }) => kind === 'partition_key').map(({ name }) => name);
  const clustering = all
    .filter(({ kind }) => kind === 'clustering')
    .map(({ name, order }) => `${name} ${order.toUpperCase()}`);
  const first = partition.length === 1 ? partition[0] : `(${partition.join(', ')})`;
  return `(${[first, ...clustering].join(', ')})`;
}
