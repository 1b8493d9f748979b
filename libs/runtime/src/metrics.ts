import type { PoolState, QueryOutcome } from '@killrvideo/cassandra';
import type { CallOutcome } from '@killrvideo/grpc';
import { status } from '@grpc/grpc-js';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The codes as dashboards for gRPC servers know them. */
const CODE_NAMES: Record<status, string> = {
  [status.OK]: 'OK',
  [status.CANCELLED]: 'Canceled',
  [status.UNKNOWN]: 'Unknown',
  [status.INVALID_ARGUMENT]: 'InvalidArgument',
  [status.DEADLINE_EXCEEDED]: 'DeadlineExceeded',
  [status.NOT_FOUND]: 'NotFound',
  [status.ALREADY_EXISTS]: 'AlreadyExists',
  [status.PERMISSION_DENIED]: 'PermissionDenied',
  [status.RESOURCE_EXHAUSTED]: 'ResourceExhausted',
  [status.FAILED_PRECONDITION]: 'FailedPrecondition',
  [status.ABORTED]: 'Aborted',
  [status.OUT_OF_RANGE]: 'OutOfRange',
  [status.UNIMPLEMENTED]: 'Unimplemented',
  [status.INTERNAL]: 'Internal',
  [status.UNAVAILABLE]: 'Unavailable',
  [status.DATA_LOSS]: 'DataLoss',
  [status.UNAUTHENTICATED]: 'Unauthenticated',
};

/** Upper bounds in seconds: from a read out of memory to the budget of a call. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Metrics {
  readonly observeCall: (outcome: CallOutcome) => void;
  readonly observeQuery: (outcome: QueryOutcome) => void;
  /** Asked at every scrape. */
  watchPools(pools: () => readonly PoolState[]): void;
  /** Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** The metrics of this process: rpcs, queries and pools of the driver, event loop, memory, garbage collection. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const handled = new Counter({
    name: 'grpc_server_handled_total',
    help: 'Calls completed, by code',
    labelNames: ['grpc_service', 'grpc_method', 'grpc_code'],
    registers: [registry],
  });
  const handling = new Histogram({
    name: 'grpc_server_handling_seconds',
    help: 'Seconds from the arrival of a request to its answer',
    labelNames: ['grpc_service', 'grpc_method'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const queries = new Histogram({
    name: 'cassandra_query_seconds',
    help: 'Seconds from asking for a statement, waiting in its line included, to its result',
    labelNames: ['statement', 'result'],
    buckets: BUCKETS,
    registers: [registry],
  });

  // Finding the child for a set of labels costs more than counting: each is looked up once.
  const handledBy = lookup((key: string) => {
    const [grpc_service = '', grpc_method = '', grpc_code = ''] = key.split(' ');
    return handled.labels({ grpc_service, grpc_method, grpc_code });
  });
  const handlingBy = lookup((key: string) => {
    const [grpc_service = '', grpc_method = ''] = key.split(' ');
    return handling.labels({ grpc_service, grpc_method });
  });
  const okQueries = lookup((statement: string) => queries.labels({ statement, result: 'ok' }));
  const failedQueries = lookup((statement: string) => queries.labels({ statement, result: 'error' }));

  return {
    observeCall({ service, method, code, seconds }) {
      handledBy(`${service} ${method} ${CODE_NAMES[code]}`).inc();
      handlingBy(`${service} ${method}`).observe(seconds);
    },
    observeQuery({ label, seconds, ok }) {
      (ok ? okQueries : failedQueries)(label).observe(seconds);
    },
    watchPools(pools) {
      gaugeOfPools(
        registry,
        'cassandra_open_connections',
        'Open connections to a node',
        pools,
        (pool) => pool.openConnections,
      );
      gaugeOfPools(
        registry,
        'cassandra_in_flight_queries',
        'Queries that a node has not answered',
        pools,
        (pool) => pool.inFlightQueries,
      );
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function gaugeOfPools(
  registry: Registry,
  name: string,
  help: string,
  pools: () => readonly PoolState[],
  value: (pool: PoolState) => number,
): void {
  new Gauge({
    name,
    help,
    labelNames: ['host'],
    registers: [registry],
    collect() {
      this.reset(); // a node that left must not stay
      for (const pool of pools()) this.set({ host: pool.host }, value(pool));
    },
  });
}

function lookup<Child>(find: (key: string) => Child): (key: string) => Child {
  const children = new Map<string, Child>();
  return (key) => {
    let child = children.get(key);
    if (child === undefined) children.set(key, (child = find(key)));
    return child;
  };
}
