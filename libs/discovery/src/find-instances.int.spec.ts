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
        endpoints: [node().etcd],
        registration: { services: [service, `${service}Else`], address, instance: address, metadata: {} },
        log: silentLog,
      }),
    );
    await eventually(async () =>
      expect(await findInstances([node().etcd], service)).toEqual(['10.0.0.1:8103', '10.0.0.2:8103']),
    );
    await registered[0]?.deregister();
    expect(await findInstances([node().etcd], service)).toEqual(['10.0.0.2:8103']);
    await registered[1]?.deregister();
    expect(await findInstances([node().etcd], service)).toEqual([]);
  });

  it('is unavailable when etcd is', async () => {
    await expect(findInstances(['127.0.0.1:1'], 'CommentsService')).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'etcd does not answer',
    });
  });
});
