import { DomainError } from '@killrvideo/core';

import { openEtcd } from './etcd-client';
import { serviceKey } from './registration';

/**
 * The addresses (`IPv4:port`) under which a service is registered now, by its short name such as `CommentsService`;
 * none: nobody is. Throws `unavailable` when etcd does not answer within 2 s. Looks once: nothing is watched or kept.
 */
export async function findInstances(endpoints: readonly string[], service: string): Promise<string[]> {
  const etcd = openEtcd(endpoints);
  try {
    const found = await etcd.getAll().prefix(serviceKey(service, '')).strings();
    return [...new Set(Object.values(found))].sort();
  } catch (cause) {
    throw new DomainError('unavailable', 'etcd does not answer', { cause });
  } finally {
    etcd.close();
  }
}
