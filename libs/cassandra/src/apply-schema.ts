import type { Log } from '@killrvideo/core';
import type { Client } from 'cassandra-driver';

import { schemaSteps, type SchemaStep } from './schema';

/** Runs the work while no other process does its own; throws when that cannot be had now, or when `signal` aborts. */
export type Exclusively = (work: () => Promise<void>, signal: AbortSignal) => Promise<void>;

/**
 * Makes the keyspace and tables that are missing. When nothing is missing it takes no lock and changes nothing;
 * otherwise it looks again under the lock, since concurrent schema changes can leave nodes with different tables.
 * `client` is connected without a keyspace. `replication` is a CQL map for a keyspace that must be created.
 */
export async function applySchema(
  client: Client,
  options: {
    keyspace: string;
    replication: string;
    schemas: readonly string[];
    exclusively: Exclusively;
    log: Log;
  },
  signal: AbortSignal,
): Promise<void> {
  const { keyspace, log } = options;
  const steps = options.schemas.flatMap(schemaSteps);
  if (await isComplete(client, keyspace, steps)) return;

  log.info({ keyspace }, 'the schema is incomplete: waiting for the lock to complete it');
  await options.exclusively(async () => {
    await createKeyspace(client, keyspace, options.replication);
    for (const step of await missingSteps(client, keyspace, steps)) {
      log.info({ keyspace, table: step.table, columns: step.columns }, 'applying a step of the schema');
      await change(client, inKeyspace(step, keyspace));
    }
  }, signal);
}

async function isComplete(client: Client, keyspace: string, steps: readonly SchemaStep[]): Promise<boolean> {
  return (await missingSteps(client, keyspace, steps)).length === 0;
}

/** The steps whose table or columns are not there; all of them while there is no keyspace. */
async function missingSteps(
  client: Client,
  keyspace: string,
  steps: readonly SchemaStep[],
): Promise<SchemaStep[]> {
  const { rows } = await client.execute(
    'SELECT table_name, column_name FROM system_schema.columns WHERE keyspace_name = ?',
    [keyspace],
    { prepare: true, isIdempotent: true },
  );
  const tables = new Set(rows.map((row) => row['table_name'] as string));
  const columns = new Set(rows.map((row) => `${row['table_name']}.${row['column_name']}`));
  return steps.filter(
    (step) =>
      !tables.has(step.table) || step.columns.some((column) => !columns.has(`${step.table}.${column}`)),
  );
}

async function createKeyspace(client: Client, keyspace: string, replication: string): Promise<void> {
  await change(client, `CREATE KEYSPACE IF NOT EXISTS ${keyspace} WITH replication = ${replication}`);
}

/** Changes go to one node; the driver waits for the others to agree, but at last goes on without them. */
async function change(client: Client, cql: string): Promise<void> {
  const { info } = await client.execute(cql, [], { prepare: false });
  const { isSchemaInAgreement } = info as { isSchemaInAgreement?: boolean }; // missing in the driver's types
  if (!isSchemaInAgreement) throw new Error('the nodes do not agree on the schema yet');
}

function inKeyspace(step: SchemaStep, keyspace: string): string {
  return step.cql.replace(/(TABLE(?: IF NOT EXISTS)?\s+)(\w+)/i, `$1${keyspace}.$2`);
}
