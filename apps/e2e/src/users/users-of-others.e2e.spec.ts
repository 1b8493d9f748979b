import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { status } from '@grpc/grpc-js';
import { types, type Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });

describe.each(deploymentsOf('users'))('UserManagementService of %s bears values of other tools:', (app) => {
  let users: GrpcCaller;
  let cassandra: Client;
  beforeAll(async () => {
    users = await callerOf('UserManagementService', app);
    cassandra = await cassandraOf();
  });
  afterAll(async () => {
    users.close();
    await cassandra.shutdown();
  });

  const cql = (text: string, ...params: unknown[]) => cassandra.execute(text, params, { prepare: true });
  const profiles = (...userIds: string[]) => users.call(Users.getUserProfile, { userIds: userIds.map(id) });
  const login = (email: string) => users.call(Users.verifyCredentials, { email, password: 'secret' });
  const create = (userId: string, email: string) =>
    users.call(Users.createUser, {
      userId: id(userId),
      email,
      password: 'secret',
      firstName: '',
      lastName: '',
    });

  it.each(['9223372036854775807', '1700000000000000000', '-9223372036854775808'])(
    'a created_date of %s',
    async (date) => {
      const [userId, email] = [randomUUID(), `${randomUUID()}@example.org`];
      await cql(
        'INSERT INTO users (userid, email, created_date) VALUES (?, ?, ?)',
        ...[userId, email, types.Long.fromString(date)],
      );
      const profile = { userId: id(userId), email, firstName: '', lastName: '' };
      expect(await profiles(userId)).toMatchObject({ code: status.OK, response: { profiles: [profile] } });
      expect(await create(userId, `${randomUUID()}@example.org`)).toMatchObject({
        code: status.ALREADY_EXISTS,
      });
    },
  );

  it('a row that lacks everything but its id, beside others', async () => {
    const [bare, known] = [randomUUID(), randomUUID()];
    await cql('INSERT INTO users (userid, firstname) VALUES (?, null)', bare);
    await cql('UPDATE users SET created_date = toTimestamp(now()) WHERE userid = ?', bare);
    await create(known, `${known}@example.org`);
    const { code, response } = await profiles(bare, known);
    expect(code).toBe(status.OK);
    expect(response?.profiles.map(({ email }) => email)).toEqual(['', `${known}@example.org`]);
    expect(await create(bare, `${bare}@example.org`)).toMatchObject({ code: status.ALREADY_EXISTS });
  });

  it('credentials that lack a password, a user, or both, which let nobody in', async () => {
    for (const [password, userId] of [
      [null, randomUUID()],
      ['5ebe2294ecd0e0f08eab7690d2a6ee69', null], // the MD5 of the password
      ['', randomUUID()],
      ['x'.repeat(2_000_000), randomUUID()],
    ]) {
      const email = `${randomUUID()}@example.org`;
      await cql(
        'INSERT INTO user_credentials (email, password, userid) VALUES (?, ?, ?)',
        email,
        password,
        userId,
      );
      expect(await login(email)).toMatchObject({ code: status.UNAUTHENTICATED });
      expect(await create(randomUUID(), email)).toMatchObject({ code: status.ALREADY_EXISTS });
    }
    const empty = `${randomUUID()}@example.org`;
    await cql(
      'INSERT INTO user_credentials (email, password, userid) VALUES (?, ?, blob_as_uuid(0x))',
      empty,
      '',
    );
    expect(await login(empty)).toMatchObject({ code: status.UNAUTHENTICATED });
  });

  it('names of megabytes, cut so that the answer reaches its client', async () => {
    const [userId, other] = [randomUUID(), randomUUID()];
    await cql('INSERT INTO users (userid, firstname) VALUES (?, ?)', userId, 'f'.repeat(2_500_000));
    await cql('INSERT INTO users (userid, lastname) VALUES (?, ?)', userId, 'l'.repeat(2_500_000));
    await cql('INSERT INTO users (userid, firstname) VALUES (?, ?)', other, 'Ada');
    const { code, response } = await profiles(userId, other);
    expect(code).toBe(status.OK);
    expect(response?.profiles[0]?.firstName).toMatch(/^f+…$/);
    expect(response?.profiles[1]?.firstName).toBe('Ada');
  });
});
