import type { Cassandra } from '@killrvideo/cassandra';
import { strictlyIncreasing } from '@killrvideo/core';

import { cassandraContentStore } from './cassandra-content-store';
import { cassandraFactsAudit } from './cassandra-facts-audit';
import { cassandraLikesStore } from './cassandra-likes-store';
import { cassandraNeighboursStore } from './cassandra-neighbours-store';

/** The stores of facts and of what follows from them, with the clock that dates the latter. */
export function cassandraFactsStore(cassandra: Cassandra) {
  // Of two counts in one millisecond the later one counts, too.
  const micros = strictlyIncreasing(() => Date.now() * 1000);
  return {
    likes: cassandraLikesStore(cassandra),
    neighbours: cassandraNeighboursStore(cassandra),
    content: cassandraContentStore(cassandra),
    audit: cassandraFactsAudit(cassandra),
    now: () => BigInt(micros()),
  };
}
