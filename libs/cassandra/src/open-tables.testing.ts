import { metWithin } from '@killrvideo/core';
import { silentLog } from '@killrvideo/testing';

import { cassandraConnection, type CassandraConnection } from './connection';
import { readSchema } from './schema/read-schema';
import type { Tables } from './tables';

/** Longer than a schema takes on a busy machine. */
export const OPENED_WITHIN_MS = 60_000;

/** A connection of a test, and the tables of its schema, which are there. */
export interface OpenTables extends Tables {
  readonly close: CassandraConnection['close'];
}

/** Makes the tables in a keyspace, which is made if need be; `address` is `host:port`. */
export async function openTables(address: string, keyspace: string, schema: string): Promise<OpenTables> {
  const connection = cassandraConnection({
    address: { contactPoints: [address], dataCenter: 'datacenter1' },
    keyspace,
    replication: "{'class': 'SimpleStrategy', 'replication_factor': 1}",
    lock: { keeper: 'nobody else', exclusively: (work) => work() },
    observe: () => {},
    log: silentLog,
  });
  const tables = connection.tables('a test', readSchema(schema));
  connection.open();
  const waiting = await metWithin(OPENED_WITHIN_MS, tables.ready);
  if (waiting === undefined) return { ...tables, close: () => connection.close() };
  await connection.close();
  throw new Error(`waited for ${waiting.for}: ${waiting.why}`);
}
