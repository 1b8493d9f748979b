import { atMost, isToldAt, pause, retryPauseMs, type Log } from '@killrvideo/core';

import { claimEntries, HeldByAnother } from './claim-entries';
import type { EtcdAddress } from './etcd-address';
import { openEtcd } from './etcd-client';
import { grantLease, isLeaseGone, type EtcdLease } from './etcd-lease';
import { entriesOf, isPlain, type Registration } from './registration';

export interface RegisterOptions {
  readonly etcd: EtcdAddress;
  readonly registration: Registration;
  readonly log: Log;
  /** How long the entries outlive a process that died; default 10. */
  readonly leaseSeconds?: number;
}

export interface RegisteredInstance {
  /** Whether etcd had its entries when it was last asked, a third of the lease ago at most. */
  isRegistered(): boolean;
  /** Removes the entries and ends the registration for good; at most about 2.5 s, also when etcd is away. */
  deregister(): Promise<void>;
}

const LEASE_SECONDS = 10;
const DEREGISTER_WITHIN_MS = 2500;

/**
 * Registers the process in etcd and keeps it registered until `deregister`, in the background: while etcd is away it
 * waits, when the lease or a key is lost it registers again, and there is one loop, so never twice. An instance name
 * that another living process holds is logged as an error with that process's address, and taken when it is free.
 */
export function registerInstance(options: RegisterOptions): RegisteredInstance {
  const { registration, log, leaseSeconds = LEASE_SECONDS } = options;
  const entries = entriesOf(registration);
  if (!isPlain(registration.address) && !registration.isInternal) {
    log.warn(
      { address: registration.address },
      'an IPv6 address: registered at killrvideo/endpoints only, since readers of /killrvideo/services know IPv4 only',
    );
  }
  const etcd = openEtcd(options.etcd);
  const stop = new AbortController();
  let lease: EtcdLease | undefined;
  let failures = 0;
  let isRegistered = false;

  const registerAndStay = async (): Promise<void> => {
    lease ??= await grantLease(etcd, leaseSeconds);
    await claimEntries(etcd, lease, entries);
    isRegistered = true;
    log.info(
      { ...registration, afterFailures: failures },
      failures === 0 ? 'registered' : 'registered again',
    );
    for (;;) {
      failures = 0;
      await pause((leaseSeconds * 1000) / 3, stop.signal);
      if (stop.signal.aborted) return;
      const { keys } = await lease.keepAlive();
      if (keys < entries.size) throw new Error('somebody removed an entry of ours');
    }
  };

  const ended = (async () => {
    while (!stop.signal.aborted) {
      try {
        await registerAndStay();
      } catch (error) {
        if (isLeaseGone(error)) lease = undefined;
        isRegistered = false;
        failures++;
        // What this process has registered already must not run out while one more key cannot be had.
        await lease?.keepAlive().catch(() => {});
        tell(log, error, registration, failures);
        await pause(retryPauseMs(failures), stop.signal);
      }
    }
    // Also a lease that was granted while the stop was on its way.
    await lease
      ?.revoke()
      .catch((error: unknown) =>
        log.warn({ err: error }, 'the entries in etcd stay until their lease runs out'),
      );
    etcd.close();
  })();

  return {
    isRegistered: () => isRegistered,
    async deregister() {
      isRegistered = false;
      stop.abort();
      await atMost(DEREGISTER_WITHIN_MS, ended);
    },
  };
}

function tell(log: Log, error: unknown, { address, instance }: Registration, failures: number): void {
  if (!isToldAt(failures)) return;
  if (error instanceof HeldByAnother) {
    log.error(
      { key: error.key, holder: error.holder, address, failures },
      `the instance name is taken by ${error.holder}: end that process, or choose another KILLRVIDEO_INSTANCE`,
    );
  } else {
    log.warn({ err: error, address, instance, failures }, 'not registered in etcd: trying again');
  }
}
