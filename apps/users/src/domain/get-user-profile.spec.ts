import { randomUUID } from 'node:crypto';

import { testCall } from '@killrvideo/testing';

import type { Claim } from './account';
import { getUserProfile } from './get-user-profile';
import { publishesTo } from './publishes-to.testing';
import { settleClaim } from './settle-claim';
import { accountsInMemory } from './accounts-in-memory.testing';

const claimOf = (userId: string): Claim => ({
  userId,
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: `${userId}@example.org`,
  createdAt: 1n,
  pending: 'hash',
});

describe('the profiles of several users', () => {
  const store = accountsInMemory();
  const told: string[] = [];
  const settle = settleClaim(store, publishesTo(told));
  const [known, unknown, claimed, lost] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const profiles = (...userIds: string[]) => getUserProfile(store, settle)({ userIds }, testCall());

  it('come in the order asked for, repeats included, without those that nobody has', async () => {
    store.users.set(known, { ...claimOf(known), pending: undefined });
    const found = await profiles(unknown, known.toUpperCase(), known);
    expect(found.map((profile) => profile?.userId)).toEqual([undefined, known, known]);
  });

  it('include a creation that was not finished, which they finish', async () => {
    store.users.set(claimed, claimOf(claimed));
    expect(await profiles(claimed)).toMatchObject([{ email: `${claimed}@example.org` }]);
    expect(store.credentials.get(`${claimed}@example.org`)).toEqual({ userId: claimed, password: 'hash' });
    expect(store.users.get(claimed)?.pending).toBeUndefined();
    expect(told).toEqual([claimed]);
  });

  it('do not include one that came too late for its e-mail, and clear it away', async () => {
    store.users.set(lost, claimOf(lost));
    store.credentials.set(`${lost}@example.org`, { userId: known, password: 'other' });
    expect(await profiles(lost, known)).toMatchObject([undefined, { userId: known }]);
    expect(store.users.has(lost)).toBe(false);
    expect(told).not.toContain(lost);
  });

  it('are at most 20', async () => {
    expect(await profiles()).toEqual([]);
    await expect(profiles(...Array.from({ length: 21 }, () => known))).rejects.toMatchObject({
      message: 'user_ids has 21 ids, more than 20',
    });
  });
});
