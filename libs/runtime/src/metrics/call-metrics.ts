import { NOT_HERE, type CallOutcome, type GrpcService } from '@killrvideo/grpc';
import { status } from '@grpc/grpc-js';
import { Counter, Histogram, type Registry } from 'prom-client';

import { BUCKETS_OF_SECONDS } from './buckets';

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

/** Calls that stream (watching health, reflection) last as long as their callers like: nobody is told of them. */
const UNARY = 'unary';

export interface CallMetrics {
  readonly observeStart: (path: string) => void;
  readonly observe: (outcome: CallOutcome) => void;
  /** Begins the series of all rpcs at zero, before there are calls of them. */
  expect(services: readonly GrpcService[]): void;
}

/** The calls of a server, by the names and labels that go-grpc-prometheus has given them. */
export function callMetrics(registry: Registry): CallMetrics {
  const started = new Counter({
    name: 'grpc_server_started_total',
    help: 'Calls whose headers have arrived',
    labelNames: ['grpc_type', 'grpc_service', 'grpc_method'],
    registers: [registry],
  });
  const handled = new Counter({
    name: 'grpc_server_handled_total',
    help: 'Calls completed, by code',
    labelNames: ['grpc_type', 'grpc_service', 'grpc_method', 'grpc_code'],
    registers: [registry],
  });
  const handling = new Histogram({
    name: 'grpc_server_handling_seconds',
    help: 'Seconds from the arrival of a request to its answer',
    labelNames: ['grpc_type', 'grpc_service', 'grpc_method'],
    buckets: BUCKETS_OF_SECONDS,
    registers: [registry],
  });

  /** All at zero: a rate sees the first error only where there was a zero before it. */
  const seriesOf = (grpc_service: string, grpc_method: string) => {
    const labels = { grpc_type: UNARY, grpc_service, grpc_method };
    started.inc(labels, 0);
    handling.zero(labels);
    const codes = Object.entries(CODE_NAMES).map(([code, grpc_code]) => {
      handled.inc({ ...labels, grpc_code }, 0);
      return [Number(code), handled.labels({ ...labels, grpc_code })] as const;
    });
    return { started: started.labels(labels), handling: handling.labels(labels), handled: new Map(codes) };
  };
  // Finding the child for a set of labels costs more than counting: each is looked up once.
  const series = new Map<string, ReturnType<typeof seriesOf>>();
  const seriesAt = (path: string): ReturnType<typeof seriesOf> => {
    let found = series.get(path);
    if (found === undefined) {
      const [, service = '', method = ''] = path.split('/');
      series.set(path, (found = seriesOf(service, method)));
    }
    return found;
  };

  return {
    observeStart: (path) => seriesAt(path).started.inc(),
    observe({ service, method, code, seconds }) {
      const { handled: byCode, handling: byTime } = seriesAt(`/${service}/${method}`);
      byCode.get(code)?.inc();
      byTime.observe(seconds);
    },
    expect(services) {
      for (const { path } of services.flatMap(({ methods }) => methods)) seriesAt(path);
      seriesAt(`/${NOT_HERE}/${NOT_HERE}`);
    },
  };
}
