import { randomUUID } from 'node:crypto';

import { pause } from '@killrvideo/core';
import { useTestNode } from '@killrvideo/testing';

import { withEtcdLock } from './with-etcd-lock';

const node = useTestNode();
const etcd = () => ({ endpoints: [node().etcd] });

describe('a lock in etcd', () => {
  it('lets one at a time work, and all in the end', async () => {
    const name = randomUUID();
    let inside = 0;
    let most = 0;
    let done = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await pause(50);
      inside--;
      done++;
    };
    await Promise.all([1, 2, 3].map(() => withEtcdLock(etcd(), name, work, { deadlineMs: 30_000 })));
    expect({ most, done }).toEqual({ most: 1, done: 3 });
  }, 60_000);

  it('is free again after work that failed, whose error it passes on', async () => {
    const name = randomUUID();
    const lock = (work: () => Promise<void>) => withEtcdLock(etcd(), name, work, { deadlineMs: 5000 });
    await expect(lock(() => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed');
    await lock(() => Promise.resolve());
  });

  it('is waited for no longer when nobody wants it any more', async () => {
    const name = randomUUID();
    const never = (): Promise<void> => Promise.reject(new Error('must not run'));
    const stop = new AbortController();
    await withEtcdLock(
      etcd(),
      name,
      async () => {
        const waiting = withEtcdLock(etcd(), name, never, { deadlineMs: 60_000, signal: stop.signal });
        await pause(300);
        stop.abort();
        await expect(waiting).rejects.toMatchObject({ kind: 'unavailable' });
      },
      { deadlineMs: 5000 },
    );
    const stopped = withEtcdLock(etcd(), name, never, { deadlineMs: 5000, signal: stop.signal });
    await expect(stopped).rejects.toBe(stop.signal.reason); // although it could be had
  }, 30_000);

  it('is unavailable in time when it is held or etcd is away', async () => {
    const name = randomUUID();
    const never = (): Promise<void> => Promise.reject(new Error('must not run'));
    await withEtcdLock(
      etcd(),
      name,
      () =>
        expect(withEtcdLock(etcd(), name, never, { deadlineMs: 300 })).rejects.toMatchObject({
          kind: 'unavailable',
          message: `the lock '${name}' in etcd could not be had in time: another process has it`,
        }),
      { deadlineMs: 5000 },
    );
    await expect(
      withEtcdLock({ endpoints: ['127.0.0.1:1'] }, name, never, { deadlineMs: 300 }),
    ).rejects.toMatchObject({
      kind: 'unavailable',
    });
  }, 30_000);
});
