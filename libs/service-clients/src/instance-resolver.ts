import { parseAddress } from '@killrvideo/core';
import { experimental, type ChannelOptions } from '@grpc/grpc-js';

import type { Whereabouts } from './whereabouts';

/** The option of a channel that says where its resolver looks: a target has room for a text only. */
export const WHEREABOUTS = 'killrvideo.whereabouts';

const SCHEME = 'etcd';

/** What is called to reach a service by its short name: `etcd:///CommentsService`. */
export function targetOf(service: string): string {
  return `${SCHEME}:///${service}`;
}

/**
 * Gives a channel the addresses of its source whenever they change, and where that knows of nobody what DNS says. A
 * class, since grpc-js makes it. The source is not its own: a channel that was idle for half an hour ends its resolver,
 * and is to know its addresses still when etcd is away just then.
 */
class InstanceResolver implements experimental.Resolver {
  readonly #target: experimental.GrpcUri;
  readonly #listener: experimental.ResolverListener;
  readonly #options: ChannelOptions;
  #forget: (() => void) | undefined;
  #dns: experimental.Resolver | undefined;

  constructor(
    target: experimental.GrpcUri,
    listener: experimental.ResolverListener,
    options: ChannelOptions,
  ) {
    this.#target = target;
    this.#listener = listener;
    this.#options = options;
  }

  static getDefaultAuthority({ path }: experimental.GrpcUri): string {
    return path;
  }

  /** Asked for at the beginning, and by load balancing when a connection breaks: only DNS has to be asked again. */
  updateResolution(): void {
    if (this.#forget !== undefined) return this.#dns?.updateResolution();
    const { source } = this.#whereabouts();
    this.#forget = source.onChange(() => this.#look());
    setImmediate(() => this.#look()); // a listener is not to be called from here
  }

  destroy(): void {
    this.#forget?.();
    this.#forget = undefined;
    this.#endDns();
  }

  #whereabouts(): Whereabouts {
    return this.#options[WHEREABOUTS] as Whereabouts;
  }

  #look(): void {
    if (this.#forget === undefined) return;
    const { source, dnsName } = this.#whereabouts();
    const addresses = source.addresses();
    if (addresses === undefined) return;
    if (addresses.length === 0 && dnsName !== undefined) return this.#askDns(dnsName);
    this.#endDns();
    const endpoints = addresses.map((each) => ({ addresses: [socketAddressOf(each)] }));
    this.#listener(experimental.statusOrFromValue(endpoints), {}, null, `nobody is ${this.#target.path}`);
  }

  #askDns(name: string): void {
    if (this.#dns === undefined) {
      const target = { scheme: 'dns', path: name };
      this.#dns = experimental.createResolver(target, this.#listener, this.#options);
    }
    this.#dns.updateResolution();
  }

  #endDns(): void {
    this.#dns?.destroy();
    this.#dns = undefined;
  }
}

function socketAddressOf(address: string): { host: string; port: number } {
  const { host, port } = parseAddress(address);
  if (port === undefined) throw new Error(`${address} has no port`);
  return { host, port };
}

/** Once is enough for a process; again changes nothing. */
export function registerInstanceResolver(): void {
  experimental.registerResolver(SCHEME, InstanceResolver);
}
