import type { Publish } from '@killrvideo/core';
import { publisherTables, type EventTypes } from '@killrvideo/events';

import { cassandraVariables } from '../configuration/cassandra-variables';
import type { Need } from './need';
import { tablesFor } from './tables';

/**
 * To say what happens: gives the publisher of a service for the types of its events, to be asked for once. It brings its
 * tables along, the outbox of the service and the subscriptions of all.
 */
export const publishing: Need<
  <Event extends { readonly kind: string }>(types: EventTypes<Event>) => Publish<Event>
> = {
  variables: cassandraVariables,
  neededBy: 'services with tables',
  supply(host) {
    const tables = tablesFor(host, `the events of ${host.service}`, publisherTables(host.service));
    return (types) => host.events.publisher({ service: host.service, ...tables }, types);
  },
};
