import { isIPv4 } from 'node:net';

/** One process and the services in it, as it is found in etcd. */
export interface Registration {
  /** Short gRPC names such as `CommentsService`. */
  readonly services: readonly string[];
  /** `IPv4:port` under which others reach it: existing readers parse it literally. */
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

/** All keys of a registration with their values. Throws when the address is none that others can call. */
export function entriesOf({ services, address, instance, metadata }: Registration): Map<string, string> {
  if (!isCallable(address)) {
    throw new Error(
      `'${address}' cannot be registered: it must be IPv4:port, and not 0.0.0.0, such as 10.0.0.5:8103`,
    );
  }
  const endpoint = JSON.stringify({ Op: 0, Addr: address, Metadata: { ...metadata, instance } });
  return new Map(
    services.flatMap((service) => [
      [serviceKey(service, instance), address],
      [endpointKey(service, address), endpoint],
    ]),
  );
}

function isCallable(address: string): boolean {
  const [host = '', port = '', ...rest] = address.split(':');
  return (
    isIPv4(host) && host !== '0.0.0.0' && /^\d{1,5}$/.test(port) && Number(port) > 0 && rest.length === 0
  );
}
