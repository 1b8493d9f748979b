import { randomUUID } from 'node:crypto';

import { idempotent } from '@killrvideo/cassandra';
import { useScratchKeyspace } from '@killrvideo/cassandra/testing';
import { testCall } from '@killrvideo/testing';

import { claimOf, itKeepsAccounts } from '../domain/account-store.contract.testing';
import type { AccountStore } from '../domain/account-store';
import schema from '../schema.cql';
import { cassandraAccountStore } from './cassandra-account-store';

const cassandra = useScratchKeyspace(schema);
let store: AccountStore;

beforeAll(() => {
  store = cassandraAccountStore(cassandra());
});

const accountOf = async (userId: string) => (await store.accounts(new Set([userId]), testCall())).get(userId);
const write = (cql: string, params: unknown[]) =>
  cassandra().write({ statement: idempotent(cql), params }, testCall());

describe('accounts in Cassandra', () => {
  itKeepsAccounts(() => ({
    store,
    loginByOthers: (email, { userId = null, password = null }) =>
      write('INSERT INTO user_credentials (email, userid, password) VALUES (?, ?, ?)', [
        email,
        userId,
        password,
      ]),
  }));

  it('may have been written in part by other tools', async () => {
    const { userId, email } = claimOf();
    await write('INSERT INTO users (userid, email) VALUES (?, ?)', [userId, email]);
    expect(await accountOf(userId)).toEqual({
      userId,
      email,
      firstName: '',
      lastName: '',
      createdAt: undefined,
      pending: undefined,
    });
    await write('INSERT INTO user_credentials (email) VALUES (?)', [email]);
    expect(await store.login(email, testCall())).toEqual({ userId: undefined, password: undefined });
    const nameless = randomUUID();
    await write('INSERT INTO users (userid, pending) VALUES (?, ?)', [nameless, 'hash']);
    expect(await accountOf(nameless)).toMatchObject({ email: '', pending: undefined });
  });
});
