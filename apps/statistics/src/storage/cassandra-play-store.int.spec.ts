import { randomUUID } from 'node:crypto';

import { openCassandra, type CassandraConnection } from '@killrvideo/cassandra';
import { silentLog, testCall, useTestNode } from '@killrvideo/testing';

import type { PlayStore } from '../domain/play-store';
import schema from '../schema.cql';
import { cassandraPlayStore } from './cassandra-play-store';

const node = useTestNode();
let connection: CassandraConnection;
let store: PlayStore;

beforeAll(async () => {
  connection = openCassandra({
    address: { contactPoints: [node().cassandra], dataCenter: 'datacenter1' },
    keyspace: `statistics_${randomUUID().slice(0, 8)}`,
    replication: "{'class': 'SimpleStrategy', 'replication_factor': 1}",
    schemas: [schema],
    exclusively: (work) => work(),
    observe: () => {},
    log: silentLog,
  });
  await connection.opened();
  store = cassandraPlayStore(connection.cassandra);
}, 60_000);
afterAll(() => connection.close());

describe('plays in Cassandra', () => {
  it('add up for each video, and are none for one that was never played', async () => {
    const [played, unknown] = [randomUUID(), randomUUID()];
    for (let plays = 0; plays < 3; plays++) await store.countPlay(played, testCall());
    expect(await store.playsOf(new Set([played, unknown]), testCall())).toEqual(new Map([[played, 3n]]));
  });
});
