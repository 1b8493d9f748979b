import { randomUUID } from 'node:crypto';

import { reasonOf, type Log } from '@killrvideo/core';
import { eventually, silentLog, sleep, turnOnUsers, useOwnEtcd } from '@killrvideo/testing';
import type { Etcd3 } from 'etcd3';

import type { EtcdAddress } from './etcd-address';
import { openEtcd } from './etcd-client';
import { findInstances } from './find-instances';
import { registerInstance, type RegisteredInstance } from './register-instance';
import { watchInstances } from './watch-instances';
import { withEtcdLock } from './with-etcd-lock';

const [PASSWORD, ROOT_PASSWORD] = [randomUUID(), randomUUID()];
/** What docs/operations.md grants to services. */
const PREFIXES = ['/killrvideo/services/', 'killrvideo/endpoints/', '/killrvideo/locks/'];
const KEYS_OF_COMMENTS = ['/killrvideo/services/CommentsService/', 'killrvideo/endpoints/CommentsService/'];
const LEASE_SECONDS = 2;
const SOON_MS = 2000;

const etcd = useOwnEtcd(() => ['--bcrypt-cost', '4']);
const registered: RegisteredInstance[] = [];
let admin: Etcd3;
let fromBefore: { service: string };

const address = (
  user: Partial<EtcdAddress> = { username: 'killrvideo', password: PASSWORD },
): EtcdAddress => ({
  endpoints: [`localhost:${etcd().port}`],
  ...user,
});

function register(
  as: EtcdAddress,
  log: Log = silentLog,
  service = `Service${randomUUID()}`,
): { service: string } {
  const registration = { services: [service], address: '10.0.0.1:8103', instance: 'a', metadata: {} };
  registered.push(registerInstance({ etcd: as, registration, log, leaseSeconds: LEASE_SECONDS }));
  return { service };
}

const isFound = ({ service }: { service: string }, within?: number) =>
  eventually(async () => expect(await findInstances(address(), service)).toEqual(['10.0.0.1:8103']), within);

/** The reason of the first failure, as the log tells it; and all that the log got, in one text. */
function tellingLog() {
  const told: string[] = [];
  const tell = (fields: object, message: string): void => {
    const { err } = fields as { err?: unknown };
    told.push(JSON.stringify({ ...fields, err: err && reasonOf(err), message }));
  };
  return { told, log: { debug: tell, info: tell, warn: tell, error: tell } };
}

beforeAll(async () => {
  admin = openEtcd(address({}));
  fromBefore = register(address());
  await isFound(fromBefore);
  await turnOnUsers(admin, ROOT_PASSWORD, [
    { name: 'killrvideo', password: PASSWORD, prefixes: PREFIXES },
    { name: 'comments', password: PASSWORD, prefixes: KEYS_OF_COMMENTS },
    { name: 'stranger', password: PASSWORD, prefixes: [] },
  ]);
}, 30_000);
afterAll(async () => {
  await Promise.all(registered.map((each) => each.deregister()));
  admin.close();
});

describe('etcd with users', () => {
  it('lets its user register, find and lock, by the prefixes of its role alone', async () => {
    await isFound(register(address()));
    let isDone = false;
    await withEtcdLock(address(), randomUUID(), async () => void (isDone = true), { deadlineMs: 5000 });
    expect(isDone).toBe(true);
  });

  it('lets a service register that may use its own keys alone', async () => {
    const comments = address({ username: 'comments', password: PASSWORD });
    const { service } = register(comments, silentLog, 'CommentsService');
    await eventually(async () => expect(await findInstances(comments, service)).toHaveLength(1));
  });

  it('is used on after a restart, in which it forgets all tokens, also by who was there before users', async () => {
    const service = register(address());
    await isFound(service);
    const name = randomUUID();
    const tryLock = () => withEtcdLock(address(), name, async () => {}, { deadlineMs: 300 });
    await withEtcdLock(
      address(),
      name,
      async () => {
        await etcd().restart();
        await expect(tryLock()).rejects.toMatchObject({ kind: 'unavailable' });
      },
      { deadlineMs: 5000 },
    );
    await tryLock();
    await sleep(LEASE_SECONDS * 1000 + 1000);
    await isFound(service, SOON_MS);
    await isFound(fromBefore, SOON_MS);
  }, 40_000);

  it('is watched on after a restart', async () => {
    const service = `Service${randomUUID()}`;
    const watch = watchInstances({ etcd: address(), service, log: silentLog });
    const areKnown = (addresses: readonly string[]) =>
      eventually(() => expect(watch.addresses()).toEqual(addresses));
    try {
      await areKnown([]);
      await etcd().restart();
      register(address(), silentLog, service);
      await areKnown(['10.0.0.1:8103']);
      const root = openEtcd(address({ username: 'root', password: ROOT_PASSWORD }));
      await root.put(`/killrvideo/services/${service}/b`).value('10.0.0.2:8103');
      root.close();
      await areKnown(['10.0.0.1:8103', '10.0.0.2:8103']);
    } finally {
      await watch.stop();
    }
  }, 40_000);

  it.each([
    [{}, 'etcd asks for a user: set KILLRVIDEO_ETCD_USERNAME and KILLRVIDEO_ETCD_PASSWORD'],
    [{ username: 'killrvideo', password: 'wrong-secret' }, "etcd refuses the user 'killrvideo'"],
    [{ username: 'nobody', password: 'wrong-secret' }, "etcd refuses the user 'nobody'"],
    [{ username: 'stranger', password: PASSWORD }, "etcd does not let the user 'stranger' read or write"],
  ])('says to %j what is amiss, and never a password', async (user, reason) => {
    const { told, log } = tellingLog();
    register(address(user), log);
    await eventually(() =>
      expect(told).toContainEqual(expect.stringMatching(`${reason}.*not registered in etcd: trying again`)),
    );
    const lock = withEtcdLock(address(user), 'lock', async () => {}, { deadlineMs: 60_000 });
    const error: unknown = await lock.catch((thrown: unknown) => thrown);
    expect(reasonOf(error)).toContain(reason);
    expect(told.join()).not.toMatch(`${PASSWORD}|wrong-secret`);
  });

  it('lets a user in who is made later', async () => {
    const password = randomUUID();
    const { told, log } = tellingLog();
    const service = register(address({ username: 'late', password }), log);
    await eventually(() => expect(told).toContainEqual(expect.stringContaining("refuses the user 'late'")));
    const root = openEtcd(address({ username: 'root', password: ROOT_PASSWORD }));
    await root.user('late').create(password);
    await root.user('late').addRole('killrvideo');
    root.close();
    await isFound(service);
  });
});
