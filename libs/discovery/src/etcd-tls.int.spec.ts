import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { reasonOf } from '@killrvideo/core';
import {
  certificateAuthority,
  eventually,
  silentLog,
  sleep,
  turnOnUsers,
  useOwnEtcd,
} from '@killrvideo/testing';

import type { EtcdAddress } from './etcd-address';
import { openEtcd } from './etcd-client';
import { findInstances } from './find-instances';
import { registerInstance, type RegisteredInstance } from './register-instance';
import { withEtcdLock } from './with-etcd-lock';

const LEASE_SECONDS = 2;

const folder = mkdtempSync(join(tmpdir(), 'etcd-tls-'));
const authority = certificateAuthority();
const registered: RegisteredInstance[] = [];

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const etcd = useOwnEtcd(() => {
  const server = authority.issue('etcd', ['localhost']);
  return [
    ['--cert-file', file('server.crt', server.certificate)],
    ['--key-file', file('server.key', server.key)],
    ['--trusted-ca-file', file('ca.crt', authority.certificate)],
    ['--client-cert-auth', '--bcrypt-cost', '4'],
  ].flat();
});

/** No password: etcd knows the user by the name in its certificate. */
function address(name: string, other: Partial<EtcdAddress> = {}): EtcdAddress {
  return {
    endpoints: [`https://localhost:${etcd().port}`],
    authorities: authority.certificate,
    ...authority.issue(name),
    ...other,
  };
}

function register(as: EtcdAddress): string {
  const service = `Service${randomUUID()}`;
  const registration = { services: [service], address: '10.0.0.1:8103', instance: 'a', metadata: {} };
  registered.push(registerInstance({ etcd: as, registration, log: silentLog, leaseSeconds: LEASE_SECONDS }));
  return service;
}

beforeAll(async () => {
  const root = openEtcd(address('root'));
  const prefixes = ['/killrvideo/services/', 'killrvideo/endpoints/', '/killrvideo/locks/'];
  await eventually(() =>
    turnOnUsers(root, randomUUID(), [{ name: 'killrvideo', password: randomUUID(), prefixes }]),
  );
  root.close();
}, 30_000);
afterAll(async () => {
  await Promise.all(registered.map((each) => each.deregister()));
  rmSync(folder, { recursive: true });
});

describe('etcd that knows its users by their certificates', () => {
  it('lets them register, find and lock, also after a restart', async () => {
    const us = address('killrvideo');
    const service = register(us);
    const isFound = () =>
      eventually(async () => expect(await findInstances(us, service)).toEqual(['10.0.0.1:8103']));
    await isFound();
    await withEtcdLock(us, randomUUID(), () => etcd().restart(), { deadlineMs: 5000 });
    await sleep(LEASE_SECONDS * 1000 + 1000);
    await isFound();
  }, 30_000);

  it.each<[string, () => EtcdAddress, RegExp]>([
    ['who is nobody there', () => address('nobody'), /etcd does not let this client read or write/],
    [
      'who has no certificate',
      () => address('', { certificate: undefined, key: undefined }),
      /No connection established\. Last error: .*certificate/,
    ],
    [
      'whose certificate another has signed',
      () => address('', certificateAuthority().issue('killrvideo')),
      /No connection established\. Last error: .*certificate/,
    ],
    [
      'who trusts another authority',
      () => address('killrvideo', { authorities: certificateAuthority().certificate }),
      /No connection established\. Last error: .*unable to/,
    ],
    [
      'who reaches it by what is not in its certificate',
      () => address('killrvideo', { endpoints: [`https://127.0.0.1:${etcd().port}`] }),
      /IP: 127\.0\.0\.1 is not in the cert's list/,
    ],
    [
      'who comes without TLS',
      () => ({ endpoints: [`localhost:${etcd().port}`] }),
      /No connection established/,
    ],
  ])('keeps out %s, and it is said why', async (_, as, reason) => {
    const error: unknown = await findInstances(as(), 'Service').catch((thrown: unknown) => thrown);
    expect(reasonOf(error)).toMatch(reason);
  });
});
