import { endReplacedHosts } from '@killrvideo/cassandra';
import { Client } from 'cassandra-driver';

import { world } from './world';

/** Straight into the tables, as other tools and backends go; to be shut down by whoever asked. */
export async function cassandraOf(): Promise<Client> {
  const client = new Client({
    contactPoints: [world.cassandra],
    localDataCenter: 'datacenter1',
    keyspace: 'killrvideo',
    protocolOptions: { port: Number(world.cassandra.split(':')[1]) },
  });
  endReplacedHosts(client); // tests that kill Cassandra use it
  await client.connect();
  return client;
}
