import type { Etcd3 } from 'etcd3';

import { ETCD_CALL_TIMEOUT_MS } from './etcd-client';

/** etcd does not know the lease any more: what it held is gone, and so is the right to put it back with this one. */
class LeaseGone extends Error {}

/** A lease of etcd, kept alive by its user: the library's own keep-alive retries without a pause and never comes back. */
export interface EtcdLease {
  readonly id: string;
  /** Prolongs the lease by its whole time and returns how many keys it holds. Throws LeaseGone, or what etcd said. */
  keepAlive(): Promise<{ keys: number }>;
  /** Ends the lease; its keys vanish at once. */
  revoke(): Promise<void>;
}

export async function grantLease(etcd: Etcd3, seconds: number): Promise<EtcdLease> {
  const { ID: id } = await etcd.leaseClient.leaseGrant({ TTL: seconds });
  return {
    id,
    async keepAlive() {
      await prolong(etcd, id);
      const { TTL, keys } = await etcd.leaseClient.leaseTimeToLive({ ID: id, keys: true });
      if (Number(TTL) <= 0) throw new LeaseGone(`lease ${id} has run out`);
      return { keys: keys.length };
    },
    async revoke() {
      await etcd.leaseClient.leaseRevoke({ ID: id });
    },
  };
}

/** One message each way on a stream of its own, which cannot be left hanging: it has a deadline. */
async function prolong(etcd: Etcd3, id: string): Promise<void> {
  const stream = await etcd.leaseClient.leaseKeepAlive({ deadline: Date.now() + ETCD_CALL_TIMEOUT_MS });
  try {
    const ttl = await new Promise<number>((resolve, reject) => {
      stream.on('data', ({ TTL }) => resolve(Number(TTL)));
      stream.on('error', reject); // stays: a cancelled stream emits another one later
      stream.on('end', () => reject(new Error('etcd closed the stream')));
      stream.write({ ID: id });
    });
    if (ttl <= 0) throw new LeaseGone(`lease ${id} has run out`);
  } finally {
    stream.end();
  }
}

/** Whether a call failed because its lease is not there any more. */
export function isLeaseGone(error: unknown): boolean {
  return error instanceof LeaseGone || (error instanceof Error && error.message.includes('lease not found'));
}
