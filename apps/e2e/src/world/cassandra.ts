import { mendClient } from '@killrvideo/cassandra';
import { Client, policies } from 'cassandra-driver';

import { world } from './world';

/** Straight into the tables, as other tools and backends go; to be shut down by whoever asked. */
export async function cassandraOf(): Promise<Client> {
  const client = new Client({
    contactPoints: [world.cassandra],
    localDataCenter: 'datacenter1',
    keyspace: 'killrvideo',
    // Tests kill Cassandra: the driver leaves its last pause before another try running, of up to ten minutes else.
    policies: { reconnection: new policies.reconnection.ConstantReconnectionPolicy(500) },
    protocolOptions: { port: Number(world.cassandra.split(':')[1]) },
  });
  mendClient(client);
  await client.connect();
  return client;
}
