import type { CallObserver, MethodName } from '@killrvideo/grpc-client';
import { fullNameOf, type ServiceClient, type ServiceDefinition } from '@killrvideo/service-clients';
import { Counter, type Registry } from 'prom-client';

import { callSeries } from './call-series';
import { scrapedGauge } from './scraped-values';

/** A client with the service that it calls. */
export interface WatchedClient {
  readonly definition: ServiceDefinition;
  readonly client: Pick<ServiceClient<ServiceDefinition>, 'instances'>;
}

export interface ClientMetrics {
  readonly observer: CallObserver;
  /** Begins the series of all rpcs that may be called at zero; the instances are asked for at every scrape. */
  watch(clients: readonly WatchedClient[]): void;
}

/** The calls that a process makes to other services, each counted once, and the instances that it knows of them. */
export function clientMetrics(registry: Registry): ClientMetrics {
  const seriesAt = callSeries(registry, 'client');
  const retries = new Counter({
    name: 'grpc_client_retries_total',
    help: 'Calls that were tried once more',
    labelNames: ['grpc_service'],
    registers: [registry],
  });
  const pathOf = ({ service, method }: MethodName): string => `/${service}/${method}`;

  return {
    observer: {
      started: (method) => seriesAt(pathOf(method)).start(),
      handled({ code, seconds, tries, ...method }) {
        seriesAt(pathOf(method)).end(code, seconds);
        if (tries > 1) retries.inc({ grpc_service: method.service });
      },
    },
    watch(clients) {
      for (const { definition } of clients) {
        for (const { path } of Object.values(definition)) seriesAt(path);
        retries.inc({ grpc_service: fullNameOf(definition) }, 0);
      }
      const ofInstances = (name: string, help: string, count: 'known' | 'ejected'): void =>
        scrapedGauge(registry, { name, help, labelNames: ['grpc_service'] }, (tell) => {
          for (const { definition, client } of clients) {
            tell({ grpc_service: fullNameOf(definition) }, client.instances()[count]);
          }
        });
      ofInstances('grpc_client_instances', 'Instances of a service that are known', 'known');
      ofInstances(
        'grpc_client_ejected_instances',
        'Instances that are left alone because they do not work',
        'ejected',
      );
    },
  };
}
