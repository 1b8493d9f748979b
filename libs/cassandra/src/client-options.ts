import { formatAddress, parseAddress } from '@killrvideo/core';
import { auth, policies, types, type ClientOptions } from 'cassandra-driver';

import { exactTimestamps } from './exact-timestamps';

/** How to reach the cluster. */
export interface CassandraAddress {
  /** `host` or `host:port`, IPv6 in brackets, at least one; all nodes listen on the port of the first (default 9042). */
  readonly contactPoints: readonly string[];
  readonly dataCenter: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** PEM: who may have signed the nodes' certificates. TLS is spoken where this, `certificate` or `serverName` is there. */
  readonly authorities?: string | undefined;
  /** PEM: our own certificate and its key, where the nodes ask for one. */
  readonly certificate?: string | undefined;
  readonly key?: string | undefined;
  /** The name that all nodes' certificates bear; otherwise that of each must bear the IP address it is reached at. */
  readonly serverName?: string | undefined;
}

const DEFAULT_PORT = 9042;

/** The longest that anybody waits for one statement. */
export const STATEMENT_WITHIN_MS = 5000;

/**
 * The longest one node may be silent about one statement. Cassandra itself gives up a read after 5 s, and says so. The
 * driver ends a connection that has left 64 without an answer for so long, and everything on it: so a table that is
 * merely slow must not bring it there.
 */
const SILENT_WITHIN_MS = 7000;

/** Driver options that suit every service; a benchmark's bare handler uses the same. Throws AddressError. */
export function clientOptions(address: CassandraAddress, keyspace?: string): ClientOptions {
  const { username, password } = address;
  const contactPoints = address.contactPoints.map(parseAddress);
  const port = contactPoints[0]?.port ?? DEFAULT_PORT;
  return {
    // With a port each: the driver reads `[fd00::1]` as a name.
    contactPoints: contactPoints.map((each) => formatAddress({ host: each.host, port: each.port ?? port })),
    localDataCenter: address.dataCenter,
    // The driver takes the port of the other nodes from here, not from the contact points.
    protocolOptions: { port },
    ...(keyspace === undefined ? {} : { keyspace }),
    ...(username === undefined
      ? {}
      : { authProvider: new auth.PlainTextAuthProvider(username, password ?? '') }),
    ...tlsOf(address),
    queryOptions: {
      prepare: true, // unprepared statements guess types: a number would be bound as a double
      consistency: types.consistencies.localQuorum,
      serialConsistency: types.consistencies.localSerial,
    },
    policies: {
      // The driver's own grows to ten minutes: a service must be back seconds after its database is.
      reconnection: new policies.reconnection.ExponentialReconnectionPolicy(250, 2000),
      // Asks a second node when the first is silent; applies to idempotent statements only.
      speculativeExecution: new policies.speculativeExecution.ConstantSpeculativeExecutionPolicy(300, 1),
    },
    socketOptions: { connectTimeout: 2000, readTimeout: SILENT_WITHIN_MS, tcpNoDelay: true },
    pooling: { warmup: true, heartBeatInterval: 10_000 },
    encoding: {
      copyBuffer: false,
      useBigIntAsLong: true,
      ...exactTimestamps,
    },
    refreshSchemaDelay: 1000,
    // Not in the driver's types: on, it would tell the server about this client all the time.
    ...{ monitorReporting: { enabled: false } },
  };
}

function tlsOf({
  authorities,
  certificate,
  key,
  serverName,
}: CassandraAddress): Pick<ClientOptions, 'sslOptions'> {
  if (authorities === undefined && certificate === undefined && serverName === undefined) return {};
  return {
    sslOptions: {
      ...{ ca: authorities, cert: certificate, key },
      ...(serverName === undefined ? {} : { servername: serverName }),
      // The driver's own default is to talk to anybody.
      rejectUnauthorized: true,
    },
  };
}
