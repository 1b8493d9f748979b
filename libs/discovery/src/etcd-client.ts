import { isLoopback, parseEndpoint } from '@killrvideo/core';
import { noop } from 'cockatiel';
import { Etcd3, type IOptions } from 'etcd3';

import type { EtcdAddress } from './etcd-address';
import { isWithoutUsers } from './etcd-refusals';
import { withToken } from './etcd-token';

/** Whatever etcd is asked, it answers within this time or counts as away. */
export const ETCD_CALL_TIMEOUT_MS = 2000;

/**
 * A client of etcd whose calls fail within 2 s instead of being repeated inside: the loops of this library repeat
 * them with a back-off of their own. Throws AddressError. Proxies that the environment names stand between remote
 * machines only. Close it after use.
 */
export function openEtcd(address: EtcdAddress): Etcd3 {
  const endpoints = address.endpoints.map(parseEndpoint);
  const etcd: Etcd3 = new Etcd3({
    hosts: endpoints.map(({ url }) => url),
    ...(endpoints.some(({ url }) => url.startsWith('https://'))
      ? { credentials: credentialsOf(address) }
      : {}),
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
      ...(endpoints.every(({ host }) => isLoopback(host)) ? { 'grpc.enable_http_proxy': 0 } : {}),
      interceptors: [withToken(() => tokenOf(etcd, address), address.username)],
    },
  });
  return etcd;
}

function credentialsOf({ authorities, certificate, key }: EtcdAddress): NonNullable<IOptions['credentials']> {
  return {
    // Its type asks for authorities, but it passes none on, too: then those count whom Node trusts.
    rootCertificate: authorities === undefined ? (undefined as unknown as Buffer) : Buffer.from(authorities),
    ...(certificate === undefined || key === undefined
      ? {}
      : { certChain: Buffer.from(certificate), privateKey: Buffer.from(key) }),
  };
}

async function tokenOf(etcd: Etcd3, { username, password = '' }: EtcdAddress): Promise<string | undefined> {
  if (username === undefined) return undefined;
  try {
    const { token } = await etcd.auth.authenticate({ name: username, password });
    return token;
  } catch (error) {
    if (error instanceof Error && isWithoutUsers(error.message)) return undefined;
    throw error;
  }
}
