import type { Log } from '@killrvideo/core';
import { errors, type Client } from 'cassandra-driver';

import { changeSchema } from './change-schema';
import { compareSchema, type SchemaStep } from './compare-schema';
import { findSchema } from './find-schema';
import type { Exclusively } from './lock';
import type { Schema } from './schema';
import { IncompatibleTables, RefusedByCassandra } from './schema-error';

/** Tables first, then what is added to them. */
const MAX_ROUNDS = 2;

/** Of the native protocol: syntax error, unauthorized, invalid query, configuration error. */
const REFUSALS: ReadonlySet<number> = new Set([0x2000, 0x2100, 0x2200, 0x2300]);

/**
 * Makes the tables, columns and indexes that are missing in the keyspace, which must be there. When nothing is missing
 * it takes no lock and changes nothing; otherwise it looks again under the lock, since concurrent schema changes can
 * leave nodes with different tables. Throws IncompatibleTables, and changes nothing, when something stands there
 * otherwise than it must, and RefusedByCassandra when it may not be completed.
 */
export async function applySchema(
  client: Client,
  options: {
    readonly keyspace: string;
    readonly schema: Schema;
    readonly exclusively: Exclusively;
    readonly log: Log;
  },
  signal: AbortSignal,
): Promise<void> {
  const { keyspace, schema, log } = options;
  if ((await missingSteps(client, keyspace, schema)).length === 0) return;

  await options.exclusively(async () => {
    for (let round = 1; ; round++) {
      const steps = await missingSteps(client, keyspace, schema);
      if (steps.length === 0) return;
      if (round > MAX_ROUNDS) throw new Error(`the nodes do not show what was added: ${steps[0]?.cql}`);
      for (const step of steps) {
        signal.throwIfAborted();
        await take(client, step);
        log.info({ keyspace, table: step.table, adds: step.adds }, 'took a step of the schema');
      }
    }
  }, signal);
}

async function missingSteps(
  client: Client,
  keyspace: string,
  schema: Schema,
): Promise<readonly SchemaStep[]> {
  const { steps, problems } = compareSchema(schema, await findSchema(client, keyspace, schema), keyspace);
  if (problems.length > 0) throw new IncompatibleTables(problems);
  return steps;
}

/** A column that was dropped before may not come back with another type, and the like: Cassandra says what is wrong. */
async function take(client: Client, { table, cql }: SchemaStep): Promise<void> {
  try {
    await changeSchema(client, cql);
  } catch (error) {
    if (!(error instanceof errors.ResponseError) || !REFUSALS.has(error.code)) throw error;
    throw new RefusedByCassandra(`table ${table}: ${error.message}`);
  }
}
