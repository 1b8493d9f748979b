import { randomUUID } from 'node:crypto';

import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import type { PlayStore } from '../domain/play-store';
import schema from '../schema.cql';
import { cassandraPlayStore } from './cassandra-play-store';

const cassandra = useScratchKeyspace(schema);
let store: PlayStore;

beforeAll(() => {
  store = cassandraPlayStore(cassandra());
});

describe('plays in Cassandra', () => {
  it('add up for each video, and are none for one that was never played', async () => {
    const [played, unknown] = [randomUUID(), randomUUID()];
    for (let plays = 0; plays < 3; plays++) await store.countPlay(played, testCall());
    expect(await store.playsOf(new Set([played, unknown]), testCall())).toEqual(new Map([[played, 3n]]));
  });
});
