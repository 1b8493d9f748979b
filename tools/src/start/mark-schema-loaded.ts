import { clientOptions } from '@killrvideo/cassandra';
import { Client } from 'cassandra-driver';

/** Other KillrVideo tools take an otherwise empty keyspace of this name as the sign that the schema is loaded. */
const SIGN = 'kv_init_done';
const DEFAULT_REPLICATION = "{'class': 'SimpleStrategy', 'replication_factor': 1}";

/** Leaves the sign in the database that `environment` (of the services) names. */
export async function markSchemaLoaded(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const client = new Client(
    clientOptions({
      contactPoints: (environment['KILLRVIDEO_CASSANDRA_CONTACT_POINTS'] ?? '')
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
      dataCenter: environment['KILLRVIDEO_CASSANDRA_DATACENTER'] || 'datacenter1',
      username:
        environment['KILLRVIDEO_CASSANDRA_USERNAME'] || environment['KILLRVIDEO_DSE_USERNAME'] || undefined,
      password:
        environment['KILLRVIDEO_CASSANDRA_PASSWORD'] || environment['KILLRVIDEO_DSE_PASSWORD'] || undefined,
    }),
  );
  const replication = environment['KILLRVIDEO_CASSANDRA_REPLICATION'] || DEFAULT_REPLICATION;
  try {
    await client.execute(`CREATE KEYSPACE IF NOT EXISTS ${SIGN} WITH replication = ${replication}`, [], {
      prepare: false,
    });
  } finally {
    await client.shutdown();
  }
}
