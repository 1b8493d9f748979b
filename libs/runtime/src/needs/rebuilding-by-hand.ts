import { projectionTables, type Projection, type RebuildByHand } from '@killrvideo/events';

import { cassandraVariables } from '../configuration/cassandra-variables';
import type { Need } from './need';
import { tablesFor } from './tables';

/** To rebuild and to check what the service projects, for a task beside it: given once what that is. */
export const rebuildingByHand: Need<(projections: readonly Projection[]) => RebuildByHand> = {
  variables: cassandraVariables,
  neededBy: 'services with tables',
  supply(host) {
    const { service, events } = host;
    const tables = tablesFor(host, `the rebuilds of ${service}`, projectionTables(service));
    return events.rebuildByHand({ service, ...tables });
  },
};
