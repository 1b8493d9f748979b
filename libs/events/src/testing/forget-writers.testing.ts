import { idempotent, type Cassandra } from '@killrvideo/cassandra';
import { testCall } from '@killrvideo/testing';

const SELECT_WRITERS = idempotent('SELECT writer FROM notes_outbox_writers WHERE shard = 0');
const SELECT_BUCKETS = idempotent('SELECT DISTINCT writer, bucket FROM notes_outbox');
const DELETE_WRITER = idempotent('DELETE FROM notes_outbox_writers WHERE shard = 0 AND writer = ?');
const DELETE_BUCKET = idempotent('DELETE FROM notes_outbox WHERE writer = ? AND bucket = ?');

/** After a test, when its processes have ended: what they have left comes to no group of the next one. */
export async function forgetWriters(cassandra: Cassandra): Promise<void> {
  for (const { writer } of await cassandra.rows(SELECT_WRITERS, [], testCall())) {
    await cassandra.write({ statement: DELETE_WRITER, params: [writer] }, testCall());
  }
  for (const { writer, bucket } of await cassandra.rows(SELECT_BUCKETS, [], testCall())) {
    await cassandra.write({ statement: DELETE_BUCKET, params: [writer, bucket] }, testCall());
  }
}
