import { useScratchKeyspace } from '@killrvideo/cassandra/testing';

import { itKeepsNeighbours } from '../domain/neighbours-store.contract.testing';
import schema from '../schema.cql';
import { cassandraNeighboursStore } from './cassandra-neighbours-store';

const cassandra = useScratchKeyspace(schema);

describe('the store of neighbours in Cassandra', () => {
  itKeepsNeighbours(() => cassandraNeighboursStore(cassandra()));
});
