import { isIP, isIPv4 } from 'node:net';

import { AddressError, formatAddress, isUnspecified, parseAddress } from '@killrvideo/core';

/** One process and the services in it, as it is found in etcd. */
export interface Registration {
  /** Short gRPC names such as `CommentsService`. */
  readonly services: readonly string[];
  /** For other services alone: it does not stand where KillrVideo's clients look. Default false. */
  readonly isInternal?: boolean;
  /** `IPv4:port` or `[IPv6]:port` under which others reach it. */
  readonly address: string;
  /** The last part of its keys; by convention its address, or a name such as `killrvideo-typescript:1`. */
  readonly instance: string;
  /** For whoever watches the services. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Where KillrVideo's clients look: the value is the plain address. */
export function serviceKey(service: string, instance: string): string {
  return `/killrvideo/services/${service}/${instance}`;
}

/** Where clients with etcd's own gRPC resolver look; no leading slash, they strip it from a target's path. */
export function endpointKey(service: string, address: string): string {
  return `killrvideo/endpoints/${service}/${address}`;
}

/**
 * All keys of a registration with their values. Readers of the plain addresses take them literally as IPv4: one of
 * IPv6 is an endpoint only. Throws when the address is none that others can call.
 */
export function entriesOf({
  services,
  isInternal = false,
  address,
  instance,
  metadata,
}: Registration): Map<string, string> {
  if (!isCallable(address)) {
    throw new Error(
      `'${address}' cannot be registered: it must be an IP address that others can call, with its port, such as ` +
        '10.0.0.5:8103 or [fd00::5]:8103',
    );
  }
  const endpoint = JSON.stringify({ Op: 0, Addr: address, Metadata: { ...metadata, instance } });
  return new Map(
    services.flatMap((service) => [
      ...(isPlain(address) && !isInternal ? [[serviceKey(service, instance), address] as const] : []),
      [endpointKey(service, address), endpoint],
    ]),
  );
}

/** Whether readers of plain addresses take it for one: they know IPv4 only. */
export function isPlain(address: string): boolean {
  return isIPv4(parseAddress(address).host);
}

/** The address that the value of an entry tells, whichever of the two keys it stands at. */
export function addressIn(value: string): string {
  if (!value.startsWith('{')) return value;
  try {
    return (JSON.parse(value) as { Addr?: string }).Addr ?? value;
  } catch {
    return value;
  }
}

/** Whether it is an IP address with its port, in its usual form, that others can call. */
export function isCallable(address: string): boolean {
  try {
    const parsed = parseAddress(address);
    const isUsual = formatAddress(parsed) === address; // claims are compared as texts
    return isUsual && isIP(parsed.host) !== 0 && !isUnspecified(parsed.host) && parsed.port !== undefined;
  } catch (error) {
    if (error instanceof AddressError) return false;
    throw error;
  }
}
