import type { Client } from 'cassandra-driver';

import { mendOneAtATime } from './control-connection';
import { endReplacedHosts } from './driver-leftovers';
import { leaveNothingOfFailedConnects } from './failed-connects';

/** Before it connects: what the driver's client needs to live through outages without losing or leaving connections. */
export function mendClient(client: Client): void {
  mendOneAtATime(client);
  leaveNothingOfFailedConnects(client);
  endReplacedHosts(client);
}
