import type { Client } from 'cassandra-driver';

/** What is used here of the driver's own ControlConnection, which its types do not show. */
interface ControlConnection {
  connection: { closeAsync(): Promise<void> } | null;
  readonly initialized: boolean;
  readonly _contactPoints: Set<string>;
  readonly _resolvedContactPoints: Map<string, string[]>;
  init(): Promise<void>;
  _borrowFirstConnection(contactPoints: Iterator<string>): Promise<void>;
}

/**
 * A connect that failed must leave nothing behind: a service that waits for its database tries every two seconds, for
 * days. cassandra-driver (4.10.0) keeps a connection open, with its heartbeat, on which a node took part in the
 * handshake but answered no query, as one does that is starting or has too much to do. And it adds the addresses of the
 * contact points to those that it found for the attempt before, so that a name which has moved is also looked for where
 * it was. Here a connection is closed before the next contact point is tried, and addresses are forgotten before the
 * next attempt.
 */
export function leaveNothingOfFailedConnects(client: Client): void {
  const { controlConnection } = client as unknown as { controlConnection: ControlConnection };

  const init = controlConnection.init.bind(controlConnection);
  controlConnection.init = () => {
    if (!controlConnection.initialized) {
      controlConnection._contactPoints.clear();
      controlConnection._resolvedContactPoints.clear();
    }
    return init();
  };

  const borrowNext = controlConnection._borrowFirstConnection.bind(controlConnection);
  controlConnection._borrowFirstConnection = (contactPoints) => {
    controlConnection.connection?.closeAsync().catch(() => {}); // only one that has failed is here now
    return borrowNext(contactPoints);
  };
}
