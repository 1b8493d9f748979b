import { randomUUID } from 'node:crypto';

import { useTestNode } from '@killrvideo/testing';

import type { Cassandra } from './cassandra';
import { OPENED_WITHIN_MS, openTables, type OpenTables } from './open-tables.testing';

export { OPENED_WITHIN_MS, openTables, type OpenTables };

/** In a spec: a keyspace of its own on the shared test node, with the tables of the schema file. */
export function useScratchKeyspace(schema: string): () => Cassandra {
  const node = useTestNode();
  let tables: OpenTables | undefined;

  beforeAll(async () => {
    tables = await openTables(node().cassandra, `scratch_${randomUUID().slice(0, 8)}`, schema);
  }, OPENED_WITHIN_MS + 5000);
  afterAll(() => tables?.close());

  return () => {
    if (tables === undefined) throw new Error('the keyspace is there once the tests run, not before');
    return tables.cassandra;
  };
}
