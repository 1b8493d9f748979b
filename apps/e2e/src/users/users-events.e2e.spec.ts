import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { events, UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { eventually } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { eventGroup, type EventGroup } from '../world/event-group';
import { callerOf, deploymentsOf } from '../world/world';

const SOON_MS = 20_000;

let cassandra: Client;
let group: EventGroup;
beforeAll(async () => {
  cassandra = await cassandraOf();
  group = await eventGroup(cassandra, 'killrvideo.user_management.events.UserCreated');
});
afterAll(async () => {
  await group.end();
  await cassandra.shutdown();
});

const request = (over: object = {}) => ({
  userId: { value: randomUUID() as string },
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: `${randomUUID()}@example.org`,
  password: randomUUID() as string,
  ...over,
});
const heardOf = ({ userId }: ReturnType<typeof request>) =>
  group.heard
    .filter(({ aggregate }) => aggregate === userId.value)
    .map(({ message }) => events.UserCreated.decode(message?.value ?? Buffer.alloc(0)));
const soon = (check: () => void) => eventually(check, SOON_MS);

async function execute(text: string, params: unknown[]) {
  return (await cassandra.execute(text, params, { prepare: true })).rows[0];
}

/** The date of the user's row, as events tell it. */
async function createdDateOf(userId: string) {
  const row = await execute('SELECT created_date FROM users WHERE userid = ?', [userId]);
  const ms = (row?.['created_date'] as Date).getTime();
  return { seconds: BigInt(Math.floor(ms / 1000)), nanos: (ms % 1000) * 1_000_000 };
}

describe.each(deploymentsOf('users'))('A group that has subscribed hears of users of %s:', (app) => {
  let users: GrpcCaller;
  beforeAll(async () => (users = await callerOf('UserManagementService', app)));
  afterAll(() => users.close());

  it('each with all that is known of it, but nothing of the password, and the date that stands in its row', async () => {
    const { password, ...user } = request();
    await users.ok(Users.createUser, { ...user, password });
    await soon(() => expect(heardOf({ ...user, password })).toHaveLength(1));
    expect(heardOf({ ...user, password })).toEqual([
      { ...user, timestamp: await createdDateOf(user.userId.value) },
    ]);
    const row = await execute('SELECT password FROM user_credentials WHERE email = ?', [user.email]);
    const { rows } = await cassandra.execute('SELECT payload FROM users_outbox');
    const payloads = rows.map(({ payload }) => String(payload as Buffer));
    for (const secret of [password, row?.['password'] as string]) {
      expect(payloads.filter((payload) => payload.includes(secret))).toEqual([]);
    }
  });

  it('once, whose creation is repeated', async () => {
    const user = request();
    for (let time = 0; time < 3; time++) await users.ok(Users.createUser, user);
    const later = request();
    await users.ok(Users.createUser, later);
    await soon(() => expect(heardOf(later)).toHaveLength(1));
    await soon(() => expect(heardOf(user)).toHaveLength(1));
  });

  it('not of those who want an id or an e-mail that somebody has', async () => {
    const user = request();
    await users.ok(Users.createUser, user);
    const rivals = [request({ email: user.email }), request({ userId: user.userId, firstName: 'Eve' })];
    for (const rival of rivals) {
      const { code } = await users.call(Users.createUser, rival);
      expect(code).toBe(status.ALREADY_EXISTS);
    }
    const later = request();
    await users.ok(Users.createUser, later);
    await soon(() => expect(heardOf(later)).toHaveLength(1));
    expect(heardOf(rivals[0]!)).toEqual([]);
    await soon(() => expect(heardOf(user).map(({ firstName }) => firstName)).toEqual(['Ada']));
  });

  it('of one whose creation a crash had left half way, when a reader of the profile finishes it', async () => {
    const user = request();
    const created = new Date('2026-01-01T12:00:00.250Z');
    await execute(
      'INSERT INTO users (userid, firstname, lastname, email, created_date, pending) VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS',
      [user.userId.value, user.firstName, user.lastName, user.email, created, 'a hash'],
    );
    await users.ok(Users.getUserProfile, { userIds: [user.userId] });
    const timestamp = await createdDateOf(user.userId.value);
    await soon(() => expect(heardOf(user)).toMatchObject([{ email: user.email, timestamp }]));
  });
});
