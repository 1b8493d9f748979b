import type { CassandraConnection, PoolState, QueryOutcome } from '@killrvideo/cassandra';
import { Histogram, type Registry } from 'prom-client';

import { BUCKETS_OF_SECONDS } from './buckets';
import { scrapedGauge } from './scraped-values';

export interface CassandraMetrics {
  readonly observeQuery: (outcome: QueryOutcome) => void;
  /** Asked at every scrape. */
  watch(connection: CassandraConnection): void;
}

/** Queries by statement, the driver's pools by node, and whether the database answers at all. */
export function cassandraMetrics(registry: Registry): CassandraMetrics {
  const queries = new Histogram({
    name: 'cassandra_query_seconds',
    help: 'Seconds from asking for a statement, waiting in its line included, to its result',
    labelNames: ['statement', 'result'],
    buckets: BUCKETS_OF_SECONDS,
    registers: [registry],
  });
  const byStatement = new Map<string, { ok: ResultSeries; error: ResultSeries }>();
  const seriesOf = (statement: string) => {
    const of = (result: 'ok' | 'error'): ResultSeries => {
      const labels = { statement, result };
      queries.zero(labels); // the first error is seen only beside a zero before it
      return queries.labels(labels);
    };
    return { ok: of('ok'), error: of('error') };
  };

  return {
    observeQuery({ label, seconds, ok }) {
      let series = byStatement.get(label);
      if (series === undefined) byStatement.set(label, (series = seriesOf(label)));
      (ok ? series.ok : series.error).observe(seconds);
    },
    watch(connection) {
      const up = { name: 'cassandra_up', help: '1 while Cassandra answers', labelNames: [] };
      scrapedGauge(registry, up, (tell) => tell({}, connection.answers.waiting() === undefined ? 1 : 0));
      const ofPools = (name: string, help: string, value: (pool: PoolState) => number): void =>
        scrapedGauge(registry, { name, help, labelNames: ['host'] }, (tell) => {
          for (const pool of connection.pools()) tell({ host: pool.host }, value(pool));
        });
      ofPools('cassandra_open_connections', 'Open connections to a node', (pool) => pool.openConnections);
      ofPools(
        'cassandra_in_flight_queries',
        'Queries that a node has not answered',
        (pool) => pool.inFlightQueries,
      );
    },
  };
}

type ResultSeries = ReturnType<Histogram<'statement' | 'result'>['labels']>;
