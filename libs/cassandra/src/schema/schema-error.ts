/** The text of a schema file is wrong: no database will ever take it, so there is nothing to wait for. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}

/** Cassandra refuses a statement that completes the tables: for a right that is missing, a limit, its own version. */
export class RefusedByCassandra extends Error {
  override readonly name = 'RefusedByCassandra';
}

/** What stands in the database does not fit the schema, and adding to it does not help: somebody has to mend it there. */
export class IncompatibleTables extends Error {
  override readonly name = 'IncompatibleTables';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}
