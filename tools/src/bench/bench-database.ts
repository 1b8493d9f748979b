import { clientOptions } from '@killrvideo/cassandra';
import { Client } from 'cassandra-driver';

/** The driver's own client, connected, with the driver options that ours have; by the variables that a service reads. */
export async function benchDatabase(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Client> {
  const contactPoints = (environment['KILLRVIDEO_CASSANDRA_CONTACT_POINTS'] ?? '').split(',');
  const dataCenter = environment['KILLRVIDEO_CASSANDRA_DATACENTER'] ?? 'datacenter1';
  const cassandra = new Client(
    clientOptions({ contactPoints, dataCenter }, environment['KILLRVIDEO_CASSANDRA_KEYSPACE']),
  );
  await cassandra.connect();
  return cassandra;
}
