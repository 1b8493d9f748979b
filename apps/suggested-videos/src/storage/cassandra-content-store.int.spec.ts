import { useScratchKeyspace } from '@killrvideo/cassandra/testing';

import { itKeepsContent } from '../domain/content-store.contract.testing';
import schema from '../schema.cql';
import { cassandraContentStore } from './cassandra-content-store';

const cassandra = useScratchKeyspace(schema);

describe('the store of content in Cassandra', () => {
  itKeepsContent(() => cassandraContentStore(cassandra()));
});
