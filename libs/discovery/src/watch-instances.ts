import { atMost, isToldAt, pause, retryPauseMs, type Log } from '@killrvideo/core';

import type { EtcdAddress } from './etcd-address';
import { openEtcd } from './etcd-client';
import { followPrefixes, type Entries } from './follow-prefixes';
import { lastKnown } from './last-known';
import { addressIn, endpointKey, isCallable, serviceKey } from './registration';

export interface WatchOptions {
  readonly etcd: EtcdAddress;
  /** A short gRPC name such as `CommentsService`. */
  readonly service: string;
  readonly log: Log;
}

/** The instances of a service as they come and go. */
export interface InstanceWatch {
  /**
   * `IPv4:port` or `[IPv6]:port` of each, in their order; the last known while etcd is away (`last-known.ts`). Undefined
   * until etcd has answered for the first time, or failed to: then nobody is known.
   */
  addresses(): readonly string[] | undefined;
  /** `changed` is called whenever the addresses are others. Returns how to stop that. */
  onChange(changed: () => void): () => void;
  /** Ends it for good; at most about 2.5 s, also when etcd is away. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 2500;

/**
 * Watches who is registered for a service, at either key, until `stop`, in the background. Whatever ends the watch, an
 * outage, a restart, a token that etcd has forgotten, a compaction: it reads anew and watches from there, after a pause
 * that grows to 2 s and is random, so that not all who wait for etcd come back at once. Entries with an address that
 * nobody can call are left out.
 */
export function watchInstances({ etcd: address, service, log }: WatchOptions): InstanceWatch {
  const etcd = openEtcd(address);
  const end = new AbortController();
  const listeners = new Set<() => void>();
  const known = lastKnown();
  let failures = 0;
  const tell = (isNews: boolean): void => {
    if (isNews) for (const changed of listeners) changed();
  };
  const stands = (): void => {
    if (failures > 0) log.info({ service, afterFailures: failures }, 'etcd tells again who is where');
    failures = 0;
  };

  const ended = (async () => {
    const prefixes = [serviceKey(service, ''), endpointKey(service, '')];
    const told = (entries: Entries): void => tell(known.told(addressesIn(entries)));
    while (!end.signal.aborted) {
      try {
        await followPrefixes(etcd, prefixes, { told, stands, signal: end.signal });
      } catch (error) {
        failures++;
        tell(known.lost());
        if (isToldAt(failures)) {
          const addresses = known.addresses();
          log.warn({ err: error, service, addresses, failures }, 'etcd does not tell who is where');
        }
        await pause(Math.random() * retryPauseMs(failures), end.signal);
      }
    }
    etcd.close();
  })();

  return {
    addresses: () => known.addresses(),
    onChange(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    async stop() {
      listeners.clear();
      end.abort();
      await atMost(STOP_WITHIN_MS, ended);
    },
  };
}

function addressesIn(entries: Entries): string[] {
  const all = [...entries.values()].map(addressIn).filter(isCallable);
  return [...new Set(all)].sort();
}
