import { isLoopback, parseEndpoint } from '@killrvideo/core';
import { noop } from 'cockatiel';
import { Etcd3 } from 'etcd3';

/** Whatever etcd is asked, it answers within this time or counts as away. */
export const ETCD_CALL_TIMEOUT_MS = 2000;

/**
 * A client of etcd whose calls fail within 2 s instead of being repeated inside: the loops of this library repeat
 * them with a back-off of their own. `endpoints` are `host:port`, also behind `http://` or `https://`; throws
 * AddressError. Proxies that the environment names stand between remote machines only. Close it after use.
 */
export function openEtcd(endpoints: readonly string[]): Etcd3 {
  const addresses = endpoints.map(parseEndpoint);
  return new Etcd3({
    hosts: addresses.map(({ url }) => url),
    dialTimeout: ETCD_CALL_TIMEOUT_MS,
    defaultCallOptions: ({ isStream }) => (isStream ? {} : { deadline: Date.now() + ETCD_CALL_TIMEOUT_MS }),
    // Its own circuit breaker stays open for seconds after etcd is back, its retries come ten times a second.
    faultHandling: { host: () => noop, global: noop },
    grpcOptions: {
      'grpc.keepalive_time_ms': 10_000,
      'grpc.keepalive_timeout_ms': ETCD_CALL_TIMEOUT_MS,
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 1000,
      // grpc-js would ask a proxy even for this very machine.
      ...(addresses.every(({ host }) => isLoopback(host)) ? { 'grpc.enable_http_proxy': 0 } : {}),
    },
  });
}
