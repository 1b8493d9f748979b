import { useScratchKeyspace } from '@killrvideo/cassandra/testing';

import { itKeepsLikes } from '../domain/likes-store.contract.testing';
import schema from '../schema.cql';
import { cassandraLikesStore } from './cassandra-likes-store';

const cassandra = useScratchKeyspace(schema);

describe('the store of likes in Cassandra', () => {
  itKeepsLikes(() => cassandraLikesStore(cassandra()));
});
