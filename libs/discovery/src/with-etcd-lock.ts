import { DomainError, pause } from '@killrvideo/core';

import { claimEntries, HeldByAnother } from './claim-entries';
import type { EtcdAddress } from './etcd-address';
import { openEtcd } from './etcd-client';
import { grantLease, isLeaseGone, type EtcdLease } from './etcd-lease';
import { isRefusal } from './etcd-refusals';

const LOCK_LEASE_SECONDS = 15;
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 2000;

/**
 * Runs the work while this process alone holds the lock of that name, across all processes at the same etcd. Waits for
 * the lock until `deadlineMs` from now or until `signal` aborts, then throws `unavailable`, as it does while etcd is
 * away, and at once where etcd refuses who we are. The lock of a process that died is free after 15 s. The work must
 * be safe to repeat: a process that was paused for longer than the lease may find that another has begun.
 */
export async function withEtcdLock(
  address: EtcdAddress,
  name: string,
  work: () => Promise<void>,
  { deadlineMs, signal }: { deadlineMs: number; signal?: AbortSignal },
): Promise<void> {
  const etcd = openEtcd(address);
  const giveUpAt = performance.now() + deadlineMs;
  // No two holders have the same value, so `claimEntries` never takes a lock over.
  const entry = new Map([[`/killrvideo/locks/${name}`, `${process.pid} ${crypto.randomUUID()}`]]);
  let lease: EtcdLease | undefined;
  let keepAlive: NodeJS.Timeout | undefined;
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        lease ??= await grantLease(etcd, LOCK_LEASE_SECONDS);
        await lease.keepAlive();
        await claimEntries(etcd, lease, entry);
        break;
      } catch (cause) {
        if (isLeaseGone(cause)) lease = undefined;
        if (performance.now() > giveUpAt || signal?.aborted || isRefusal(cause)) {
          const why = cause instanceof HeldByAnother ? ': another process has it' : '';
          throw new DomainError('unavailable', `the lock '${name}' in etcd could not be had in time${why}`, {
            cause,
          });
        }
        await pause(Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt), signal);
      }
    }
    const held = lease;
    keepAlive = setInterval(() => void held.keepAlive().catch(() => {}), (LOCK_LEASE_SECONDS * 1000) / 3);
    signal?.throwIfAborted();
    await work();
  } finally {
    clearInterval(keepAlive);
    await lease?.revoke().catch(() => {}); // it runs out by itself
    etcd.close();
  }
}
