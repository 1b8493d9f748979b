import { isIP, isIPv6 } from 'node:net';

import { formatAddress, isLoopback, parseAddress, type Address } from '@killrvideo/core';

/** A name for a resolver that somebody has registered at grpc-js: `etcd:///CommentsService`. */
const FOR_RESOLVER = /^[a-z]+:\/\/\//;

/**
 * What grpc-js connects to, for addresses as `host:port`. A single one may be a name, also one for a resolver, and what
 * it resolves to are several. It takes several of one family only: IPv4 among IPv6 is written as IPv6. Throws AddressError, and an error
 * for names among several.
 */
export function targetOf(addresses: readonly string[]): string {
  if (addresses.length === 1 && FOR_RESOLVER.test(addresses.join())) return addresses.join();
  const parsed = addresses.map(parseAddress);
  if (addresses.length === 1) return addresses.join();
  const name = parsed.find(({ host }) => isIP(host) === 0);
  if (name !== undefined)
    throw new Error(`${formatAddress(name)} is a name: several addresses must be of IP`);
  if (!parsed.some(({ host }) => isIPv6(host))) return `ipv4:${addresses.join(',')}`;
  return `ipv6:${parsed.map(inIPv6).join(',')}`;
}

function inIPv6({ host, port }: Address): string {
  return formatAddress({ host: isIPv6(host) ? host : `::ffff:${host}`, port });
}

/** Whether all are this very machine, which is never asked through a proxy. */
export function areLoopback(addresses: readonly string[]): boolean {
  return addresses.every((each) => !FOR_RESOLVER.test(each) && isLoopback(parseAddress(each).host));
}
