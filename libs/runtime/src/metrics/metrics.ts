import { collectDefaultMetrics, Registry } from 'prom-client';

import { callMetrics, type CallMetrics } from './call-metrics';
import { cassandraMetrics, type CassandraMetrics } from './cassandra-metrics';
import { clientMetrics, type ClientMetrics } from './client-metrics';
import { eventMetrics, rebuildMetrics } from './event-metrics';
import { ownMetrics, type OwnMetrics } from './own-metrics';
import { processMetrics, type WatchedProcess } from './process-metrics';

export interface Metrics {
  readonly calls: CallMetrics;
  readonly cassandra: CassandraMetrics;
  readonly clients: ClientMetrics;
  /** The port that a service gets for metrics of its own. */
  ownOf(service: string): OwnMetrics;
  /** To be called once, when it is known what the process is made of. */
  watch(process: WatchedProcess): void;
  /** Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** All metrics of this process; event loop, memory and garbage collection are among them. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const calls = callMetrics(registry);
  return {
    calls,
    cassandra: cassandraMetrics(registry),
    clients: clientMetrics(registry),
    ownOf: (service) => ownMetrics(registry, service),
    watch(process) {
      const services = process.services.flatMap((each) => [...each.services, ...each.internalServices]);
      calls.expect([...services, ...process.shared.map(({ grpc }) => grpc)]);
      processMetrics(registry, process);
      eventMetrics(registry, process.publishers);
      rebuildMetrics(registry, process.rebuilds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
