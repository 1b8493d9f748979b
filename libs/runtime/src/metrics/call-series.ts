import { status } from '@grpc/grpc-js';
import { Counter, Histogram, type Registry } from 'prom-client';

import { BUCKETS_OF_SECONDS } from './buckets';

/** The codes as dashboards for gRPC know them. */
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

/** What is counted of one rpc. */
export interface CallSeries {
  start(): void;
  end(code: status, seconds: number): void;
}

/** Whose calls: those that a process answers, or those that it makes. */
export type Side = 'server' | 'client';

const HELP: Record<Side, { readonly started: string; readonly handling: string }> = {
  server: {
    started: 'Calls whose headers have arrived',
    handling: 'Seconds from the arrival of a request to its answer',
  },
  client: {
    started: 'Calls that were begun',
    handling: 'Seconds from the beginning of a call to its answer, all tries of it included',
  },
};

/**
 * The calls of one side, by the names and labels that go-grpc-prometheus has given them. Gives the series of an rpc by
 * its path; the first time they begin at zero.
 */
export function callSeries(registry: Registry, side: Side): (path: string) => CallSeries {
  const labelNames = ['grpc_type', 'grpc_service', 'grpc_method'] as const;
  const started = new Counter({
    name: `grpc_${side}_started_total`,
    help: HELP[side].started,
    labelNames,
    registers: [registry],
  });
  const handled = new Counter({
    name: `grpc_${side}_handled_total`,
    help: 'Calls completed, by code',
    labelNames: [...labelNames, 'grpc_code'],
    registers: [registry],
  });
  const handling = new Histogram({
    name: `grpc_${side}_handling_seconds`,
    help: HELP[side].handling,
    labelNames,
    buckets: BUCKETS_OF_SECONDS,
    registers: [registry],
  });

  /** All at zero: a rate sees the first error only where there was a zero before it. */
  const seriesOf = (grpc_service: string, grpc_method: string): CallSeries => {
    const labels = { grpc_type: UNARY, grpc_service, grpc_method };
    started.inc(labels, 0);
    handling.zero(labels);
    const byCode = new Map(
      Object.entries(CODE_NAMES).map(([code, grpc_code]) => {
        handled.inc({ ...labels, grpc_code }, 0);
        return [Number(code), handled.labels({ ...labels, grpc_code })] as const;
      }),
    );
    const [ofStarted, ofHandling] = [started.labels(labels), handling.labels(labels)];
    return {
      start: () => ofStarted.inc(),
      end(code, seconds) {
        byCode.get(code)?.inc();
        ofHandling.observe(seconds);
      },
    };
  };
  // Finding the child for a set of labels costs more than counting: each is looked up once.
  const series = new Map<string, CallSeries>();
  return (path) => {
    let found = series.get(path);
    if (found === undefined) {
      const [, service = '', method = ''] = path.split('/');
      series.set(path, (found = seriesOf(service, method)));
    }
    return found;
  };
}
