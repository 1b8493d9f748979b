import { randomUUID } from 'node:crypto';

import { eventually, silentLog, useTestNode } from '@killrvideo/testing';

import { findInstances } from './find-instances';
import { registerInstance } from './register-instance';

const node = useTestNode();

describe('findInstances', () => {
  it('finds every instance of a service, of no other, and none that has gone', async () => {
    const service = `Service${randomUUID()}`;
    const registered = ['10.0.0.1:8103', '10.0.0.2:8103'].map((address) =>
      registerInstance({
        etcd: { endpoints: [node().etcd] },
        registration: { services: [service, `${service}Else`], address, instance: address, metadata: {} },
        log: silentLog,
      }),
    );
    await eventually(async () =>
      expect(await findInstances({ endpoints: [node().etcd] }, service)).toEqual([
        '10.0.0.1:8103',
        '10.0.0.2:8103',
      ]),
    );
    await registered[0]?.deregister();
    expect(await findInstances({ endpoints: [node().etcd] }, service)).toEqual(['10.0.0.2:8103']);
    await registered[1]?.deregister();
    expect(await findInstances({ endpoints: [node().etcd] }, service)).toEqual([]);
  });

  it('finds those of IPv6, which are registered as endpoints only', async () => {
    const service = `Service${randomUUID()}`;
    const warned: string[] = [];
    const registered = ['[fd00::1]:8103', '10.0.0.1:8103'].map((address) =>
      registerInstance({
        etcd: { endpoints: [node().etcd] },
        registration: { services: [service], address, instance: address, metadata: {} },
        log: { ...silentLog, warn: (_, message) => warned.push(message) },
      }),
    );
    await eventually(async () =>
      expect(await findInstances({ endpoints: [node().etcd] }, service)).toEqual([
        '10.0.0.1:8103',
        '[fd00::1]:8103',
      ]),
    );
    expect(warned).toEqual([
      expect.stringMatching(/^an IPv6 address: registered at killrvideo\/endpoints only/),
    ]);
    for (const each of registered) await each.deregister();
    expect(await findInstances({ endpoints: [node().etcd] }, service)).toEqual([]);
  });

  it('is unavailable when etcd is', async () => {
    await expect(findInstances({ endpoints: ['127.0.0.1:1'] }, 'CommentsService')).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'etcd does not answer',
    });
  });
});
