import { type CallContext, DomainError } from '@killrvideo/core';
import { silentLog, testCall } from '@killrvideo/testing';

import type { AccountStore } from './account-store';
import { accountsInMemory, type AccountsInMemory } from './accounts-in-memory.testing';
import type { Passwords } from './passwords';
import { verifyCredentials } from './verify-credentials';

const EMAIL = 'ada@example.org';

describe('a login', () => {
  let store: AccountsInMemory;
  const checked: (string | undefined)[] = [];
  beforeEach(() => {
    store = accountsInMemory();
    checked.length = 0;
  });
  /** `old:…` and `new:…`, of which the latter is the better form. */
  const passwords: Pick<Passwords, 'verify'> = {
    async verify(password, stored) {
      checked.push(stored);
      const [form, of] = stored?.split(':') ?? [];
      if (of !== password) return { right: false };
      return { right: true, ...(form === 'old' ? { renewed: `new:${password}` } : {}) };
    },
  };
  const login = (password: string, email = EMAIL) =>
    verifyCredentials(store, passwords, silentLog)({ email, password }, testCall());

  it('tells whose it is', async () => {
    store.credentials.set(EMAIL, { userId: 'id-1', password: 'new:secret' });
    expect(await login('secret')).toBe('id-1');
  });

  it('is answered in one way, and checks one password, whatever is wrong', async () => {
    store.credentials.set(EMAIL, { userId: 'id-1', password: 'new:secret' });
    store.credentials.set('no-password', { userId: 'id-2', password: undefined });
    store.credentials.set('no-user', { userId: undefined, password: 'new:secret' });
    const wrong = [
      login('guess'),
      login('secret', 'unknown'),
      login('secret', 'no-password'),
      login('secret', 'no-user'),
    ];
    const refused = await Promise.all(wrong.map((each) => each.catch((error: unknown) => error)));
    expect(new Set(refused.map((error) => (error as DomainError).message)).size).toBe(1);
    for (const error of refused) expect(error).toMatchObject({ kind: 'unauthenticated' });
    expect(checked).toHaveLength(4);
  });

  it('stores the password in a better form when it is right', async () => {
    store.credentials.set(EMAIL, { userId: 'id-1', password: 'old:secret' });
    await expect(login('guess')).rejects.toMatchObject({ kind: 'unauthenticated' });
    expect(store.credentials.get(EMAIL)?.password).toBe('old:secret');
    expect(await login('secret')).toBe('id-1');
    expect(store.credentials.get(EMAIL)?.password).toBe('new:secret');
  });

  it('succeeds also when the better form cannot be stored', async () => {
    store.credentials.set(EMAIL, { userId: 'id-1', password: 'old:secret' });
    const warn = jest.fn();
    const failing = {
      ...store,
      renewPassword: async () => {
        throw new DomainError('unavailable', 'the database did not answer');
      },
    };
    const verify = verifyCredentials(failing, passwords, { warn });
    expect(await verify({ email: EMAIL, password: 'secret' }, testCall())).toBe('id-1');
    expect(warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(warn.mock.calls)).not.toContain(EMAIL);
  });

  it('waits for the better form a second at most, and keeps time for its answer', async () => {
    store.credentials.set(EMAIL, { userId: 'id-1', password: 'old:secret' });
    const renewals: CallContext[] = [];
    const renewPassword: AccountStore['renewPassword'] = async (...[, , , call]) => void renewals.push(call);
    const verify = verifyCredentials({ ...store, renewPassword }, passwords, silentLog);
    const [patient, hurried] = [testCall(60_000), testCall(500)];
    for (const call of [patient, hurried]) await verify({ email: EMAIL, password: 'secret' }, call);
    expect(renewals[0]?.deadline).toBeLessThanOrEqual(performance.now() + 1000);
    expect(renewals[1]?.deadline).toBe(hurried.deadline - 200);
    patient.end();
    expect(renewals[0]?.over).toBe('cancelled');
  });

  it('needs an e-mail and a password', async () => {
    await expect(login(' ', '')).rejects.toMatchObject({
      kind: 'invalid-argument',
      message: 'email is blank; password is blank',
    });
    await expect(login('x', 'x'.repeat(65_536))).rejects.toMatchObject({ kind: 'invalid-argument' });
    expect(checked).toEqual([]);
  });
});
