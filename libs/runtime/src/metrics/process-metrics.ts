import type { BudgetState } from '@killrvideo/grpc/large-messages';
import type { Registry } from 'prom-client';

import type { ComposedService } from '../compose-services';
import type { GrpcListener } from '../grpc-listener';
import type { GrpcListeners } from '../grpc-listeners';
import type { SharedGrpcService } from '../process-events';
import type { WatchedPublishers, WatchedRebuilds } from './event-metrics';
import { scrapedGauge, type Tell } from './scraped-values';

/** What is to be known of a process, of some of it at every scrape. */
export interface WatchedProcess {
  readonly app: string;
  readonly version: string;
  readonly services: readonly (ComposedService & {
    /** Whether etcd has it. */
    readonly isRegistered: () => boolean;
  })[];
  readonly listeners: GrpcListeners;
  /** What the services share at the internal port. */
  readonly shared: readonly SharedGrpcService[];
  readonly publishers: WatchedPublishers;
  readonly rebuilds: WatchedRebuilds;
}

/** What a process is at the moment, asked at every scrape. */
export function processMetrics(
  registry: Registry,
  { app, version, services, listeners }: WatchedProcess,
): void {
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: (tell: Tell<Label>) => void,
  ): void => scrapedGauge(registry, { name, help, labelNames }, read);
  const { messageBudgets } = listeners;

  gauge(
    'killrvideo_build_info',
    'Always 1: which version of which app this is',
    ['app', 'version', 'node'],
    (tell) => tell({ app, version, node: process.versions.node }, 1),
  );
  gauge('killrvideo_service_ready', '1 while the service serves', ['service'], (tell) => {
    for (const { name: service, ready } of services) tell({ service }, ready.waiting() === undefined ? 1 : 0);
  });
  gauge('killrvideo_service_registered', '1 while etcd has the service', ['service'], (tell) => {
    for (const { name: service, isRegistered } of services) tell({ service }, isRegistered() ? 1 : 0);
  });
  const ofListeners = (name: string, help: string, value: (listener: GrpcListener) => number): void =>
    gauge(name, help, ['listener'], (tell) => {
      for (const listener of ['open', 'internal'] as const) {
        const running = listeners[listener];
        if (running) tell({ listener }, value(running));
      }
    });
  ofListeners('grpc_server_in_flight_calls', 'Calls at work', (listener) => listener.callsAtWork());
  ofListeners(
    'grpc_server_max_in_flight_calls',
    'Calls that may be at work at once',
    (listener) => listener.maxConcurrentCalls,
  );
  if (messageBudgets === undefined) return;
  const ofBudgets = (name: string, help: string, value: (budget: BudgetState) => number): void =>
    gauge(name, help, ['budget'], (tell) => {
      for (const state of messageBudgets()) tell({ budget: state.name }, value(state));
    });
  ofBudgets('grpc_server_message_bytes', 'Bytes of messages in memory', ({ usedBytes }) => usedBytes);
  ofBudgets('grpc_server_max_message_bytes', 'Bytes of messages that may be', ({ limitBytes }) => limitBytes);
  ofBudgets('grpc_server_waiting_messages', 'Messages that wait for room', ({ waiting }) => waiting);
}
