import type { EventEmitter } from 'node:events';

import type { Client } from 'cassandra-driver';

/** What is used here of the driver's own ControlConnection, which its types do not show. */
interface ControlConnection {
  _refresh(hostIterator?: unknown): Promise<void>;
  _setHealthListeners(host: EventEmitter, connection: EventEmitter): void;
}

const NEXT_TRY_MS = 1000;

/**
 * The connection by which the driver learns of nodes that come and go must be mended one repair at a time.
 * cassandra-driver (4.6.4 to 4.10.0) watches a connection twice that it had to open anew after an outage (in
 * `_initializeConnection` and again in `_refresh`), so the next outage starts two repairs, the one after it four. They
 * take the connection from each other, until one reads from null in a timer, where nobody catches it and the process
 * ends. Here a connection is watched once, and one repair runs while others that are asked for wait for the next.
 */
export function mendOneAtATime(client: Client): void {
  const { controlConnection } = client as unknown as { controlConnection: ControlConnection };
  const watched = new WeakSet<EventEmitter>();
  const watch = controlConnection._setHealthListeners.bind(controlConnection);
  controlConnection._setHealthListeners = (host, connection) => {
    if (watched.has(connection)) return;
    watched.add(connection);
    watch(host, connection);
  };

  const refresh = controlConnection._refresh.bind(controlConnection);
  let running = false;
  let again = false;
  controlConnection._refresh = async (hostIterator) => {
    if (hostIterator !== undefined) return refresh(hostIterator); // the driver's own next step of a running one
    again = true;
    if (running) return;
    running = true;
    try {
      while (again) {
        again = false;
        await refresh();
      }
    } catch {
      setTimeout(() => void controlConnection._refresh(), NEXT_TRY_MS).unref();
    } finally {
      running = false;
    }
  };
}
