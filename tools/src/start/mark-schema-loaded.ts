import { clientOptions } from '@killrvideo/cassandra';
import { Client } from 'cassandra-driver';

/** Other KillrVideo tools take an otherwise empty keyspace of this name as the sign that the schema is loaded. */
const SIGN = 'kv_init_done';

export async function markSchemaLoaded(contactPoint: string, dataCenter: string): Promise<void> {
  const client = new Client(clientOptions({ contactPoints: [contactPoint], dataCenter }));
  try {
    await client.execute(
      `CREATE KEYSPACE IF NOT EXISTS ${SIGN} WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}`,
      [],
      { prepare: false },
    );
  } finally {
    await client.shutdown();
  }
}
