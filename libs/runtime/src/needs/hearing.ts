import type { EventListener } from '@killrvideo/events';

import { cassandraVariables } from '../configuration/cassandra-variables';
import type { OfService, ProcessEvents } from '../process-events';
import type { Need } from './need';
import { tablesFor } from './tables';

/** To be a consumer group of its own name: gives how to say what it listens to, once. */
export function hearing(
  tablesOf: (service: string) => string,
  hear: (
    events: Pick<ProcessEvents, 'listen' | 'project'>,
    of: OfService,
    listeners: readonly EventListener[],
  ) => void,
): Need<(listeners: readonly EventListener[]) => void> {
  return {
    variables: cassandraVariables,
    neededBy: 'services with tables',
    supply(host) {
      const { service, events } = host;
      const tables = tablesFor(host, `the subscriptions of ${service}`, tablesOf(service));
      return (listeners) => hear(events, { service, ...tables }, listeners);
    },
  };
}
