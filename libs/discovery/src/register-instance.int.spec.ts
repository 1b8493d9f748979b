import { randomUUID } from 'node:crypto';

import type { Log } from '@killrvideo/core';
import { eventually, useTestNode } from '@killrvideo/testing';
import type { Etcd3 } from 'etcd3';

import { openEtcd } from './etcd-client';
import { registerInstance, type RegisteredInstance } from './register-instance';
import { endpointKey, serviceKey } from './registration';

const node = useTestNode();
let etcd: Etcd3;
const registered: RegisteredInstance[] = [];
let errors: object[] = [];

beforeAll(() => {
  etcd = openEtcd({ endpoints: [node().etcd] });
});
afterEach(async () => {
  for (const each of registered.splice(0)) await each.deregister();
  errors = [];
});
afterAll(() => etcd.close());

const log: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: (fields, message) => errors.push({ ...fields, message }),
};

function register(service: string, address: string, instance = address): RegisteredInstance {
  const each = registerInstance({
    etcd: { endpoints: [node().etcd] },
    registration: {
      services: [service],
      address,
      instance,
      metadata: { admin: '127.0.0.1:1', version: '1' },
    },
    log,
    leaseSeconds: 3,
  });
  registered.push(each);
  return each;
}

const addressAt = (service: string, instance: string) => etcd.get(serviceKey(service, instance)).string();
const newService = () => `Test${randomUUID().slice(0, 8)}Service`;

describe('a registration', () => {
  it('puts both keys, keeps them beyond their lease, and takes them away when it ends', async () => {
    const service = newService();
    const instance = register(service, '127.0.0.1:1001');
    await eventually(async () => expect(await addressAt(service, '127.0.0.1:1001')).toBe('127.0.0.1:1001'));
    await new Promise((resolve) => setTimeout(resolve, 5000));
    expect(await addressAt(service, '127.0.0.1:1001')).toBe('127.0.0.1:1001');
    expect(JSON.parse((await etcd.get(endpointKey(service, '127.0.0.1:1001')).string()) ?? '')).toEqual({
      Op: 0,
      Addr: '127.0.0.1:1001',
      Metadata: { admin: '127.0.0.1:1', version: '1', instance: '127.0.0.1:1001' },
    });
    await instance.deregister();
    expect(await addressAt(service, '127.0.0.1:1001')).toBeNull();
    expect(await etcd.get(endpointKey(service, '127.0.0.1:1001')).string()).toBeNull();
  }, 30_000);

  it('puts back a key that somebody deleted', async () => {
    const service = newService();
    register(service, '127.0.0.1:1002');
    await eventually(async () => expect(await addressAt(service, '127.0.0.1:1002')).not.toBeNull());
    await etcd.delete().key(serviceKey(service, '127.0.0.1:1002'));
    await eventually(async () => expect(await addressAt(service, '127.0.0.1:1002')).toBe('127.0.0.1:1002'));
  });

  it('comes back when its lease is taken away', async () => {
    const service = newService();
    register(service, '127.0.0.1:1003');
    const lease = await eventually(async () => {
      const { kvs } = await etcd.get(serviceKey(service, '127.0.0.1:1003')).exec();
      if (kvs[0] === undefined) throw new Error('not registered');
      return kvs[0].lease;
    });
    await etcd.leaseClient.leaseRevoke({ ID: lease });
    await eventually(async () => {
      const { kvs } = await etcd.get(serviceKey(service, '127.0.0.1:1003')).exec();
      expect(kvs[0]?.lease).toBeDefined();
      expect(kvs[0]?.lease).not.toBe(lease);
    });
  });

  it('takes over at once what its own dead predecessor left at the same address', async () => {
    const service = newService();
    const key = serviceKey(service, 'named:1');
    const { ID: oldLease } = await etcd.leaseClient.leaseGrant({ TTL: 60 });
    await etcd.put(key).value('127.0.0.1:1004').lease(oldLease);
    register(service, '127.0.0.1:1004', 'named:1');
    await eventually(async () => {
      const { kvs } = await etcd.get(key).exec();
      expect(kvs[0]?.lease).not.toBe(oldLease);
    });
    await etcd.leaseClient.leaseRevoke({ ID: oldLease });
    expect(await addressAt(service, 'named:1')).toBe('127.0.0.1:1004');
  });

  it('leaves a name to the living process that holds it, says which, and takes it when it is free', async () => {
    const service = newService();
    const first = register(service, '127.0.0.1:1005', 'named:1');
    await eventually(async () => expect(await addressAt(service, 'named:1')).toBe('127.0.0.1:1005'));
    register(service, '127.0.0.1:1006', 'named:1');
    await eventually(() => expect(errors).toMatchObject([{ holder: '127.0.0.1:1005' }]));
    expect(await addressAt(service, 'named:1')).toBe('127.0.0.1:1005');
    await first.deregister();
    await eventually(async () => expect(await addressAt(service, 'named:1')).toBe('127.0.0.1:1006'));
  });

  it('neither blocks nor fails when etcd is away, and can be ended', async () => {
    const away = registerInstance({
      etcd: { endpoints: ['127.0.0.1:1'] },
      registration: { services: ['X'], address: '127.0.0.1:1007', instance: 'x', metadata: {} },
      log,
    });
    await away.deregister();
  });
});
