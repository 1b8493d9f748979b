import type { Cassandra } from '@killrvideo/cassandra';

import type { Clock } from '../domain/clock';
import { cassandraContentStore } from './cassandra-content-store';
import { cassandraFactsAudit } from './cassandra-facts-audit';
import { cassandraLikesStore } from './cassandra-likes-store';
import { cassandraNeighboursStore } from './cassandra-neighbours-store';

/** The stores of facts and of what follows from them, with the clock that dates the latter. */
export function cassandraFactsStore(cassandra: Cassandra) {
  return {
    likes: cassandraLikesStore(cassandra),
    neighbours: cassandraNeighboursStore(cassandra),
    content: cassandraContentStore(cassandra),
    audit: cassandraFactsAudit(cassandra),
    now: strictlyIncreasing(),
  };
}

/** Of two counts in one millisecond the later one counts, too. */
function strictlyIncreasing(): Clock {
  let last = 0n;
  return () => {
    const now = BigInt(Date.now()) * 1000n;
    last = now > last ? now : last + 1n;
    return last;
  };
}
