import type { Etcd3, IKeyValue } from 'etcd3';

import type { EtcdLease } from './etcd-lease';
import { addressIn } from './registration';

/** A key that a process with another address holds under its own lease. */
export class HeldByAnother extends Error {
  constructor(
    readonly key: string,
    readonly holder: string,
  ) {
    super(`${key} is held by ${holder}`);
  }
}

/**
 * Puts all entries under the lease, or none of them. A key that is there already is taken over when its value is the
 * same: two processes cannot listen on one address, so it is our own from before an outage or a crash, and with the
 * put it leaves its old lease. Throws HeldByAnother for one with another value, which only its lease may remove.
 */
export async function claimEntries(
  etcd: Etcd3,
  lease: EtcdLease,
  entries: ReadonlyMap<string, string>,
): Promise<void> {
  const found = await Promise.all(
    [...entries].map(async ([key, value]) => ({ key, value, kv: await read(etcd, key) })),
  );
  for (const { key, value, kv } of found) {
    if (kv !== undefined && !isOurs(kv.value.toString(), value))
      throw new HeldByAnother(key, kv.value.toString());
  }
  const transaction = etcd.if(...condition(found[0]));
  for (const each of found.slice(1)) transaction.and(...condition(each));
  const { succeeded } = await transaction
    .then(...[...entries].map(([key, value]) => etcd.put(key).value(value).lease(lease.id)))
    .commit();
  if (!succeeded) throw new Error('another process changed the same keys at the same moment');
}

/** Nobody may have touched the key since it was read. */
function condition(
  found: { key: string; kv: IKeyValue | undefined } | undefined,
): [string, 'Mod', '==', string] {
  return [found?.key ?? '', 'Mod', '==', found?.kv?.mod_revision ?? '0'];
}

/** Plain addresses are compared as they are; of an endpoint only whose it is, since its version may be another one. */
function isOurs(found: string, ours: string): boolean {
  return addressIn(found) === addressIn(ours);
}

async function read(etcd: Etcd3, key: string): Promise<IKeyValue | undefined> {
  const { kvs } = await etcd.get(key).exec();
  return kvs[0];
}
