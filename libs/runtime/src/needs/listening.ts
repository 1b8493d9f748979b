import { listenerTables, type EventListener } from '@killrvideo/events';

import { cassandraVariables } from '../configuration/cassandra-variables';
import type { Need } from './need';
import { tablesFor } from './tables';

/**
 * To hear of events: the service is a consumer group of its own name, and is given how to say what it listens to, once. It
 * is asked on the internal port, which its project.json must name.
 */
export const listening: Need<(listeners: readonly EventListener[]) => void> = {
  variables: cassandraVariables,
  neededBy: 'services with tables',
  supply(host) {
    const tables = tablesFor(host, `the subscriptions of ${host.service}`, listenerTables);
    return (listeners) => host.events.listen({ service: host.service, ...tables }, listeners);
  },
};
