import { DomainError } from '@killrvideo/core';

import type { EtcdAddress } from './etcd-address';
import { openEtcd } from './etcd-client';
import { addressIn, endpointKey, serviceKey } from './registration';

/**
 * The addresses (`IPv4:port` or `[IPv6]:port`) under which a service is registered now, by its short name such as
 * `CommentsService`, at either key; none: nobody is. Throws `unavailable` when etcd does not answer within 2 s. Looks
 * once: nothing is watched or kept.
 */
export async function findInstances(address: EtcdAddress, service: string): Promise<string[]> {
  const etcd = openEtcd(address);
  try {
    const found = await Promise.all(
      [serviceKey(service, ''), endpointKey(service, '')].map((prefix) =>
        etcd.getAll().prefix(prefix).strings(),
      ),
    );
    return [...new Set(found.flatMap((entries) => Object.values(entries).map(addressIn)))].sort();
  } catch (cause) {
    throw new DomainError('unavailable', 'etcd does not answer', { cause });
  } finally {
    etcd.close();
  }
}
