import { createRequire } from 'node:module';

import type { Client } from 'cassandra-driver';

/** What is used here of the driver's own Host and Connection, which its types do not show. */
interface DriverHost {
  shutdown(waitForPending: boolean): Promise<void>;
}
interface DriverConnection {
  _idleTimeout: NodeJS.Timeout | null;
  errorConnecting: (this: DriverConnection, ...args: unknown[]) => void;
}

const { prototype: connection } = createRequire(__filename)('cassandra-driver/lib/connection') as {
  prototype: DriverConnection;
};

// A connection that is cut while it is being opened has its heartbeat already, and the driver (4.10.0) lets it beat on,
// every 10 s, for as long as the process: one more for each try, where something in front of Cassandra accepts and hangs up.
const errorConnecting = connection.errorConnecting;
connection.errorConnecting = function (...args) {
  clearTimeout(this._idleTimeout ?? undefined);
  this._idleTimeout = null;
  errorConnecting.apply(this, args);
};

/**
 * After an outage of every node the driver (4.10.0) puts a new host in the place of each, and never ends the old ones:
 * with each outage one more pool for each node, which keeps its connections, reconnects and counts five times a second.
 * Here a host that gives up its place is ended at once: nothing that was under way on it can be answered.
 */
export function endReplacedHosts(client: Client): void {
  client.hosts.on('remove', (host: DriverHost) => void host.shutdown(false).catch(() => {}));
}
