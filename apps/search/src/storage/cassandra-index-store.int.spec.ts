import { useScratchKeyspace } from '@killrvideo/cassandra/testing';

import { itKeepsAnIndex } from '../domain/index-store.contract.testing';
import schema from '../schema.cql';
import { cassandraIndexStore } from './cassandra-index-store';

const cassandra = useScratchKeyspace(schema);

describe('the index in Cassandra', () => {
  itKeepsAnIndex(() => cassandraIndexStore(cassandra()));
});
