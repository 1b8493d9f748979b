import { randomUUID } from 'node:crypto';

import { idempotent } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import type { Claim } from '../domain/account';
import type { AccountStore } from '../domain/account-store';
import schema from '../schema.cql';
import { cassandraAccountStore } from './cassandra-account-store';

const cassandra = useScratchKeyspace(schema);
let store: AccountStore;

beforeAll(() => {
  store = cassandraAccountStore(cassandra());
});

const NOW = Date.UTC(2026, 0, 1);
const claimOf = (over: Partial<Claim> = {}): Claim => {
  const userId = randomUUID();
  return { userId, firstName: 'Ada', lastName: '', email: `${userId}@x`, pending: 'hash', ...over };
};
const claim = (wanted: Claim) => store.claim(wanted, NOW, testCall());
const accountOf = async (userId: string) => (await store.accounts(new Set([userId]), testCall())).get(userId);
const write = (cql: string, params: unknown[]) =>
  cassandra().write({ statement: idempotent(cql), params }, testCall());

describe('accounts in Cassandra', () => {
  it('are claimed, committed and shown, and every step may be repeated', async () => {
    const ada = claimOf();
    expect(await accountOf(ada.userId)).toBeUndefined();
    for (let time = 0; time < 2; time++) expect(await claim(ada)).toEqual(ada);
    expect(await accountOf(ada.userId)).toEqual(ada);
    expect(await store.login(ada.email, testCall())).toBeUndefined();

    const login = { userId: ada.userId, password: 'hash' };
    for (let time = 0; time < 2; time++) expect(await store.commit(ada, testCall())).toEqual(login);
    expect(await store.login(ada.email, testCall())).toEqual(login);
    expect(await store.settledLogin(ada.email, testCall())).toEqual(login);

    for (let time = 0; time < 2; time++) await store.show(ada, testCall());
    expect(await accountOf(ada.userId)).toEqual({ ...ada, pending: undefined });
  });

  it('tell a rival for the id or the e-mail what stands', async () => {
    const ada = claimOf();
    await claim(ada);
    const rival = claimOf({ userId: ada.userId });
    expect(await claim(rival)).toEqual(ada);
    await store.commit(ada, testCall());
    const late = claimOf({ email: ada.email, pending: 'other' });
    expect(await store.commit(late, testCall())).toEqual({ userId: ada.userId, password: 'hash' });
  });

  it('are undone only when the very claim still stands', async () => {
    const ada = claimOf();
    await claim(ada);
    await store.undo({ ...ada, pending: 'other' }, testCall());
    await store.undo({ ...ada, email: 'other@x' }, testCall());
    expect(await accountOf(ada.userId)).toEqual(ada);
    for (let time = 0; time < 2; time++) await store.undo(ada, testCall());
    expect(await accountOf(ada.userId)).toBeUndefined();
    const next = claimOf({ userId: ada.userId });
    expect(await claim(next)).toEqual(next);
    await store.undo(ada, testCall());
    await store.show(ada, testCall());
    expect(await accountOf(ada.userId)).toEqual(next);
  });

  it('are taken by one of many who claim one id, or one e-mail', async () => {
    const userId = randomUUID();
    const claims = Array.from({ length: 10 }, (_, index) => claimOf({ userId, firstName: String(index) }));
    const standing = await Promise.all(claims.map(claim));
    expect(new Set(standing.map(({ firstName }) => firstName)).size).toBe(1);

    const rivals = Array.from({ length: 10 }, () => claimOf({ email: `${userId}@y` }));
    const logins = await Promise.all(rivals.map((rival) => store.commit(rival, testCall())));
    expect(new Set(logins.map((login) => login.userId)).size).toBe(1);
  });

  it('get a better form of their password where the older one still stands', async () => {
    const ada = claimOf();
    const renew = (from: string, to: string) => store.renewPassword(ada.email, from, to, testCall());
    await renew('hash', 'better');
    expect(await store.login(ada.email, testCall())).toBeUndefined();
    await store.commit(ada, testCall());
    await renew('other', 'worse');
    await renew('hash', 'better');
    await renew('hash', 'worse');
    expect(await store.login(ada.email, testCall())).toEqual({ userId: ada.userId, password: 'better' });
  });

  it('may have been written in part by other tools', async () => {
    const { userId, email } = claimOf();
    await write('INSERT INTO users (userid, email) VALUES (?, ?)', [userId, email]);
    expect(await accountOf(userId)).toEqual({
      userId,
      email,
      firstName: '',
      lastName: '',
      pending: undefined,
    });
    await write('INSERT INTO user_credentials (email) VALUES (?)', [email]);
    expect(await store.login(email, testCall())).toEqual({ userId: undefined, password: undefined });
    const nameless = randomUUID();
    await write('INSERT INTO users (userid, pending) VALUES (?, ?)', [nameless, 'hash']);
    expect(await accountOf(nameless)).toMatchObject({ email: '', pending: undefined });
  });
});
