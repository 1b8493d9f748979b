import { cassandraConnection, readSchema, type Cassandra } from '@killrvideo/cassandra';
import { metWithin } from '@killrvideo/core';
import { silentLog } from '@killrvideo/testing';

import { notesSchema } from './notes.testing';

const OPENED_WITHIN_MS = 60_000;

export interface OpenNotes {
  readonly cassandra: Cassandra;
  close(): Promise<void>;
}

/** The tables of the notes, for a process of a trial or the spec that runs it; `address` is `host:port`. */
export async function openNotes(address: string, keyspace: string): Promise<OpenNotes> {
  const connection = cassandraConnection({
    address: { contactPoints: [address], dataCenter: 'datacenter1' },
    keyspace,
    replication: "{'class': 'SimpleStrategy', 'replication_factor': 1}",
    lock: { keeper: 'nobody else', exclusively: (work) => work() },
    observe: () => {},
    log: silentLog,
  });
  const { cassandra, ready } = connection.tables('notes', readSchema(notesSchema));
  connection.open();
  const waiting = await metWithin(OPENED_WITHIN_MS, ready);
  if (waiting === undefined) return { cassandra, close: () => connection.close() };
  await connection.close();
  throw new Error(`waited for ${waiting.for}: ${waiting.why}`);
}
