import { idempotent, type Cassandra } from '@killrvideo/cassandra';
import { testCall } from '@killrvideo/testing';

const SELECT = idempotent('SELECT writer FROM notes_outbox_writers WHERE shard = 0');
const DELETE = idempotent('DELETE FROM notes_outbox_writers WHERE shard = 0 AND writer = ?');

/** After a test: what its processes have left is nobody's, and comes to no group of the next one. */
export async function forgetWriters(cassandra: Cassandra): Promise<void> {
  for (const { writer } of await cassandra.rows(SELECT, [], testCall())) {
    await cassandra.write({ statement: DELETE, params: [writer] }, testCall());
  }
}
