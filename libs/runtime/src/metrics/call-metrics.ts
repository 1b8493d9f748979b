import { NOT_HERE, type CallOutcome, type GrpcService } from '@killrvideo/grpc';
import type { Registry } from 'prom-client';

import { callSeries } from './call-series';

export interface CallMetrics {
  readonly observeStart: (path: string) => void;
  readonly observe: (outcome: CallOutcome) => void;
  /** Begins the series of all rpcs at zero, before there are calls of them. */
  expect(services: readonly GrpcService[]): void;
}

/** The calls that a process answers. */
export function callMetrics(registry: Registry): CallMetrics {
  const seriesAt = callSeries(registry, 'server');
  return {
    observeStart: (path) => seriesAt(path).start(),
    observe: ({ service, method, code, seconds }) => seriesAt(`/${service}/${method}`).end(code, seconds),
    expect(services) {
      for (const { path } of services.flatMap(({ methods }) => methods)) seriesAt(path);
      seriesAt(`/${NOT_HERE}/${NOT_HERE}`);
    },
  };
}
