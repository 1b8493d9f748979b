import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import type { Account, Claim, Login } from './account';
import type { AccountStore } from './account-store';

/** A store, and how other backends write into the same tables. */
export interface AccountsHarness {
  readonly store: AccountStore;
  readonly loginByOthers: (email: string, login: Login) => Promise<void>;
}

const NOW = BigInt(Date.UTC(2026, 0, 1));

export function claimOf(over: Partial<Claim> = {}): Claim {
  const userId = randomUUID();
  const names = { firstName: 'Ada', lastName: '' };
  return { userId, ...names, email: `${userId}@x`, createdAt: NOW, pending: 'hash', ...over };
}

/** What every account store owes the domain. `begin` is called for each case. */
export function itKeepsAccounts(begin: () => AccountsHarness): void {
  let { store, loginByOthers } = {} as AccountsHarness;
  beforeEach(() => {
    ({ store, loginByOthers } = begin());
  });
  const claim = (wanted: Claim) => store.claim(wanted, testCall());
  const accountOf = async (userId: string) =>
    (await store.accounts(new Set([userId]), testCall())).get(userId);

  it('are claimed, committed and shown, and every step may be repeated', async () => {
    const ada = claimOf();
    expect(await accountOf(ada.userId)).toBeUndefined();
    for (let time = 0; time < 2; time++) expect(await claim(ada)).toEqual(ada);
    expect(await accountOf(ada.userId)).toEqual(ada);
    expect(await store.login(ada.email, testCall())).toBeUndefined();
    expect(await store.settledLogin(ada.email, testCall())).toBeUndefined();

    const login = { userId: ada.userId, password: 'hash' };
    for (let time = 0; time < 2; time++) expect(await store.commit(ada, testCall())).toEqual(login);
    expect(await store.login(ada.email, testCall())).toEqual(login);
    expect(await store.settledLogin(ada.email, testCall())).toEqual(login);
    expect(await accountOf(ada.userId)).toEqual(ada);

    for (let time = 0; time < 2; time++) await store.show(ada, testCall());
    const shown = { ...ada, pending: undefined };
    expect(await accountOf(ada.userId)).toEqual(shown);
    expect(await claim(ada)).toEqual(shown);
    expect(await store.commit(ada, testCall())).toEqual(login);
  });

  it('are told of several ids at once: those that are taken', async () => {
    const [ada, bob] = [claimOf(), claimOf({ firstName: 'Bob' })];
    await claim(ada);
    await claim(bob);
    await store.show(bob, testCall());
    expect(await store.accounts(new Set([ada.userId, randomUUID(), bob.userId]), testCall())).toEqual(
      new Map<string, Account>([
        [ada.userId, ada],
        [bob.userId, { ...bob, pending: undefined }],
      ]),
    );
    expect(await store.accounts(new Set(), testCall())).toEqual(new Map());
  });

  it('tell a rival for the id or the e-mail what stands, and stay so', async () => {
    const ada = claimOf();
    await claim(ada);
    const rival = claimOf({ userId: ada.userId });
    expect(await claim(rival)).toEqual(ada);
    expect(await accountOf(ada.userId)).toEqual(ada);

    await store.commit(ada, testCall());
    const late = claimOf({ email: ada.email, pending: 'other' });
    const login = { userId: ada.userId, password: 'hash' };
    expect(await store.commit(late, testCall())).toEqual(login);
    expect(await store.login(ada.email, testCall())).toEqual(login);
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

  it('are not undone any more when they were shown', async () => {
    const ada = claimOf();
    await claim(ada);
    await store.show(ada, testCall());
    await store.undo(ada, testCall());
    expect(await accountOf(ada.userId)).toEqual({ ...ada, pending: undefined });
  });

  it('are not made by a late step of a claim that is gone', async () => {
    const ada = claimOf();
    await store.show(ada, testCall());
    await store.undo(ada, testCall());
    expect(await accountOf(ada.userId)).toBeUndefined();
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

  it.each<[string, Login]>([
    ['all there is', { userId: randomUUID(), password: 'old' }],
    ['without a user', { userId: undefined, password: 'old' }],
    ['without a password', { userId: randomUUID(), password: undefined }],
    ['without either', { userId: undefined, password: undefined }],
  ])('leave a login of another backend as it is, %s', async (_, login) => {
    const ada = claimOf();
    await loginByOthers(ada.email, login);
    expect(await store.login(ada.email, testCall())).toEqual(login);
    expect(await store.settledLogin(ada.email, testCall())).toEqual(login);
    expect(await store.commit(ada, testCall())).toEqual(login);
    await store.renewPassword(ada.email, 'other', 'better', testCall());
    expect(await store.login(ada.email, testCall())).toEqual(login);
  });
}
