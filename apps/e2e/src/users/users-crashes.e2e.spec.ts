import { randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import type { StackLease } from '@killrvideo/local-stack';
import { events, UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { eventually, sleep } from '@killrvideo/testing';
import { status } from '@grpc/grpc-js';
import type { Client, types } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { eventGroup, type EventGroup } from '../world/event-group';
import { killInstance, startInstance } from '../world/instance';
import {
  killAtEveryStatement,
  LATE_LANDED_MS,
  MOMENTS,
  type DoomedCall,
} from '../world/kill-at-every-statement';
import { callerOf, leaseWorldStack } from '../world/world';

const id = (value: string) => ({ value });
/** Others take over what a process left 14 s after its last beat. */
const AFTER_TAKEOVER_MS = 60_000;

let stack: StackLease;
let cassandra: Client;
let group: EventGroup;
/** The processes that nobody kills. */
let living: readonly string[];
/** An instance that nobody kills. */
let witness: GrpcCaller;

beforeAll(async () => {
  stack = await leaseWorldStack();
  cassandra = await cassandraOf();
  group = await eventGroup(cassandra, `${events.protobufPackage}.UserCreated`);
  living = await writers();
  witness = await callerOf('UserManagementService', 'users');
});
afterAll(async () => {
  witness.close();
  await group.end();
  await cassandra.shutdown();
  await stack.release();
});

interface User {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
}

const newUser = (over: Partial<User> = {}): User => ({
  userId: randomUUID(),
  email: `${randomUUID()}@example.org`,
  password: randomUUID(),
  ...over,
});
/** The first name is the e-mail too: it tells whose content a profile has. */
const create = (caller: GrpcCaller, { userId, email, password }: User, timeoutMs = 10_000) =>
  caller.call(
    Users.createUser,
    { userId: id(userId), email, password, firstName: email, lastName: '' },
    { timeoutMs },
  );
const loginOf = async ({ email, password }: User): Promise<string | undefined> =>
  (await witness.call(Users.verifyCredentials, { email, password })).response?.userId?.value;
const profileOf = async (userId: string) =>
  (await witness.ok(Users.getUserProfile, { userIds: [id(userId)] })).profiles[0];
/** Answers that leave no doubt. */
const DEFINITE = [status.OK, status.ALREADY_EXISTS];

/** The user exists in full or not at all: its login and its profile tell the same. */
async function exists(user: User): Promise<boolean> {
  const [profile, login] = [await profileOf(user.userId), await loginOf(user)];
  if (profile?.email !== user.email) {
    expect([user.email, login]).toEqual([user.email, undefined]);
    return false;
  }
  expect([user.email, login, profile.firstName]).toEqual([user.email, user.userId, user.email]);
  return true;
}

/** The first row of the answer. */
async function cql(text: string, params: unknown[]): Promise<types.Row | undefined> {
  return (await cassandra.execute(text, params, { prepare: true })).rows[0];
}

/** The processes whose outbox is theirs, or has not been taken over. */
async function writers(): Promise<string[]> {
  const { rows } = await cassandra.execute('SELECT writer FROM users_outbox_writers WHERE shard = 0');
  return rows.map((row) => String(row['writer']));
}

/** The e-mails under which a user was heard of. */
function emailsHeard(userId: string): ReadonlySet<string> {
  const heard = group.heard.filter(({ aggregate }) => aggregate === userId);
  return new Set(
    heard.map(({ message }) => events.UserCreated.decode(message?.value ?? Buffer.alloc(0)).email),
  );
}

/** The check of every user, a few at once. */
async function ofEach(users: readonly User[], check: (user: User) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < users.length; at += 8) await Promise.all(users.slice(at, at + 8).map(check));
}

/** What is left under an id of a creation that was neither finished nor cleared away. */
async function leftOver(userId: string): Promise<unknown> {
  const row = await cql('SELECT pending FROM users WHERE userid = ?', [userId]);
  return (row?.['pending'] as unknown) ?? undefined;
}

describe('50 creations of one e-mail at once, through 3 instances', () => {
  it('give it to exactly one, tell all others, and leave nothing of them', async () => {
    const instances = await Promise.all([1, 2, 3].map(() => startInstance('users')));
    const email = `${randomUUID()}@example.org`;
    const users = Array.from({ length: 50 }, () => newUser({ email }));
    const answers = await Promise.all(
      users.map(async (user, index) => {
        const start = performance.now();
        const { code, details } = await create(instances[index % 3]!.caller, user);
        return { user, code, details, ms: performance.now() - start };
      }),
    );
    await Promise.all(instances.map(killInstance));

    const winners = answers.filter(({ code }) => code === status.OK);
    expect(winners).toHaveLength(1);
    for (const { code, details } of answers) {
      if (code === status.OK) continue;
      expect(code).toBe(status.ALREADY_EXISTS);
      expect(details).toContain(`Exception creating user because it already exists`);
      expect(details).toContain(email);
    }
    await ofEach(users, async (user) => {
      const isWinner = user === winners[0]?.user;
      expect(await loginOf(user)).toBe(isWinner ? user.userId : undefined);
      expect(await profileOf(user.userId)).toEqual(
        isWinner ? { userId: id(user.userId), email, firstName: email, lastName: '' } : undefined,
      );
      expect(await leftOver(user.userId)).toBeUndefined();
    });
  });
});

describe('20 attacks with the id of somebody else', () => {
  it('never log in as that user, at no instant, and change nothing of it', async () => {
    const victim = newUser();
    expect(await create(witness, victim)).toMatchObject({ code: status.OK });
    const attacks = Array.from({ length: 20 }, () => newUser({ userId: victim.userId }));
    let attacking = true;
    let looks = 0;
    const seen = new Set<string | undefined>();
    const looking = [0, 1, 2, 3].map(async (first) => {
      for (let at = first; attacking; at = (at + 4) % attacks.length) {
        const [theirs, own] = await Promise.all([loginOf(attacks[at]!), loginOf(victim)]);
        if (theirs !== undefined) throw new Error(`${attacks[at]!.email} logged in as ${theirs}`);
        seen.add(own);
        looks++;
      }
    });
    const answers: { code: status; details: string }[] = [];
    while (looks < 40 || answers.length < 100) {
      answers.push(...(await Promise.all(attacks.map((attack) => create(witness, attack)))));
    }
    attacking = false;
    await Promise.all(looking);

    for (const { code, details } of answers) {
      expect(code).toBe(status.ALREADY_EXISTS);
      expect(details).toContain(victim.userId);
    }
    expect([...seen]).toEqual([victim.userId]);
    expect(await exists(victim)).toBe(true);
  });
});

describe('20 creations with one id at once, through 3 instances', () => {
  it('give it to exactly one, under one e-mail at every instant, and leave the other e-mails free', async () => {
    const instances = await Promise.all([1, 2, 3].map(() => startInstance('users')));
    const userId: string = randomUUID();
    const users = Array.from({ length: 20 }, () => newUser({ userId }));
    let creating = true;
    const loggedIn = new Set<string>();
    const looking = users.map(async (user) => {
      while (creating) if ((await loginOf(user)) !== undefined) loggedIn.add(user.email);
    });
    const codes = await Promise.all(
      users.map(async (user, index) => (await create(instances[index % 3]!.caller, user)).code),
    );
    creating = false;
    await Promise.all([...looking, ...instances.map(killInstance)]);

    const [winner, ...others] = users.filter((_, index) => codes[index] === status.OK);
    expect(others).toEqual([]);
    expect(codes.filter((code) => code === status.ALREADY_EXISTS)).toHaveLength(19);
    for (const email of loggedIn) expect(email).toBe(winner?.email);
    await ofEach(users, async (user) => expect(await exists(user)).toBe(user === winner));
    expect(await leftOver(userId)).toBeUndefined();
    const free = users.filter((user) => user !== winner).map(({ email }) => newUser({ email }));
    await ofEach(free, async (user) => {
      expect(await create(witness, user)).toMatchObject({ code: status.OK });
      expect(await exists(user)).toBe(true);
    });
  });
});

/** Of those whose creation is killed, and of others. */
const [PASSWORD, OTHER_PASSWORD] = [randomUUID(), randomUUID()];

/** What stands before a creation whose process is killed at some statement. */
const SITUATIONS: Record<string, (user: User) => Promise<void>> = {
  'a creation': async () => {},
  'a creation that meets a claim to its id, left over, for an e-mail that is taken': async ({ userId }) => {
    const { email, password } = await holderOf(OTHER_PASSWORD);
    await leaveClaim({ userId, email, password });
  },
  'a creation that was begun before': leaveClaim,
};

const holders = new Map<string, Promise<User>>();
/** A user with this password, made once: hashes are most of what these tests would wait for. */
function holderOf(password: string): Promise<User> {
  const user = newUser({ password });
  const holder = holders.get(password) ?? create(witness, user).then(() => user);
  holders.set(password, holder);
  return holder;
}

/** A claim as a crash leaves it. */
async function leaveClaim({ userId, email, password }: User): Promise<void> {
  const { email: theirs } = await holderOf(password);
  const hash = (await cql('SELECT password FROM user_credentials WHERE email = ?', [theirs]))?.['password'];
  await cql(
    'INSERT INTO users (userid, firstname, lastname, email, created_date, pending) VALUES (?, ?, ?, ?, ?, ?) IF NOT EXISTS',
    [userId, email, '', email, new Date(), hash],
  );
}

/** Who comes after the crash: each is answered definitely, at once, and what it was told is so once all has `landed`. */
const AFTERWARDS: Record<string, (user: User, landed: Promise<void>) => Promise<void>> = {
  async repeat(user) {
    expect(await create(witness, user)).toMatchObject({ code: status.OK });
    expect(await exists(user)).toBe(true);
  },
  async 'rival for the id'(user, landed) {
    const rival = newUser({ userId: user.userId });
    const { code } = await create(witness, rival);
    expect(DEFINITE).toContain(code);
    await landed;
    expect(await exists(rival)).toBe(code === status.OK);
    expect(await exists(user)).toBe(code !== status.OK);
  },
  async 'rival for the e-mail'(user, landed) {
    const rival = newUser({ email: user.email });
    const { code } = await create(witness, rival);
    expect(DEFINITE).toContain(code);
    await landed;
    expect(await loginOf(rival)).toBe(code === status.OK ? rival.userId : undefined);
    expect(await loginOf(user)).toBe(code === status.OK ? undefined : user.userId);
    // The id of the one that lost is not used up.
    const again = newUser({ userId: (code === status.OK ? user : rival).userId });
    expect(await create(witness, again)).toMatchObject({ code: status.OK });
    expect(await exists(again)).toBe(true);
  },
  async reader(user, landed) {
    await landed;
    const firstLook = await exists(user);
    expect(await exists(user)).toBe(firstLook);
  },
};

/** Users whose creation was killed. */
const doomed: User[] = [];

describe.each(Object.entries(SITUATIONS))('the process killed in %s', (_, prepare) => {
  it.each(MOMENTS)(
    '%s any statement leaves nothing that blocks or is half made, whoever comes next',
    async (moment) => {
      const begins = Object.values(AFTERWARDS).map((afterwards) => async (): Promise<DoomedCall> => {
        const user = newUser({ password: PASSWORD });
        doomed.push(user);
        await prepare(user);
        return {
          values: [user.userId, user.email],
          make: async (caller) => (await create(caller, user)).code,
          async check({ statement, code }) {
            expect([statement, code]).toEqual([statement, status.UNAVAILABLE]);
            const landed = moment === 'late' ? sleep(LATE_LANDED_MS) : Promise.resolve();
            await afterwards(user, landed);
            await landed;
            await expectWhole(user);
          },
        };
      });
      const statements = await killAtEveryStatement('users', moment, begins);
      for (const step of [
        'INSERT INTO users ',
        'INSERT INTO users_outbox ',
        'INSERT INTO user_credentials ',
        'DELETE pending FROM users ',
      ]) {
        expect(statements.some((statement) => statement.startsWith(step))).toBe(true);
      }
    },
    600_000,
  );

  /** Whoever has the id, its profile and the login of its e-mail name each other, and no hash is left beside it. */
  async function expectWhole({ userId }: User): Promise<void> {
    const profile = await profileOf(userId);
    expect(await leftOver(userId)).toBeUndefined();
    if (profile === undefined) return;
    const login = await cql('SELECT userid FROM user_credentials WHERE email = ?', [profile.email]);
    expect(String(login?.['userid'])).toBe(userId);
  }
});

describe('Cassandra killed under a load of creations', () => {
  it('loses no acknowledged user, and makes none that was refused', async () => {
    const instances = await Promise.all([1, 2].map(() => startInstance('users')));
    const created: User[] = [];
    const refused: User[] = [];
    const unknown: User[] = [];
    const failures = new Set<string>();
    let running = true;
    const load = Array.from({ length: 12 }, async (_, worker) => {
      for (let turn = 0; running; turn++) {
        // Two want each e-mail, and some each id.
        const user = newUser();
        const rival = newUser(turn % 2 === 0 ? { email: user.email } : { userId: user.userId });
        await Promise.all(
          [user, rival].map(async (each, index) => {
            const { code, details } = await create(instances[(worker + index) % 2]!.caller, each, 5000);
            if (code === status.OK) created.push(each);
            else if (code === status.ALREADY_EXISTS) refused.push(each);
            else {
              unknown.push(each);
              failures.add(`${status[code]} ${details}`);
              await sleep(2000); // while Cassandra is away each answer comes at once, and is looked into at the end
            }
          }),
        );
      }
    });
    const untilMore = (more: number) => {
      const before = created.length;
      return eventually(() => expect(created.length).toBeGreaterThan(before + more), 60_000);
    };

    await untilMore(50);
    for (let time = 0; time < 2; time++) {
      const pid = await stack.databasePid('cassandra');
      process.kill(pid!, 'SIGKILL');
      await sleep(1000);
      await stack.restartDatabase('cassandra');
      await untilMore(50);
    }
    running = false;
    await Promise.all(load);
    await Promise.all(instances.map(killInstance));

    expect([...failures].filter((failure) => !/^(UNAVAILABLE|DEADLINE_EXCEEDED) /.test(failure))).toEqual([]);
    await ofEach(created, async (user) => expect(await exists(user)).toBe(true));
    await ofEach(refused, async (user) => expect(await exists(user)).toBe(false));
    await ofEach(unknown, exists); // in full or not at all
    await ofEach(unknown, async (user) => expect(DEFINITE).toContain((await create(witness, user)).code));
  }, 300_000);
});

describe('Users whose creation was killed', () => {
  it('are heard of once others have taken over, if they exist, and only then', async () => {
    expect(doomed.length).toBeGreaterThan(0);
    const profiles = new Map<string, string | undefined>();
    await ofEach(doomed, async ({ userId }) => profiles.set(userId, (await profileOf(userId))?.email));
    await eventually(async () => {
      expect((await writers()).filter((writer) => !living.includes(writer))).toEqual([]);
      const heard = doomed.map(({ userId }) => [userId, ...emailsHeard(userId)]);
      expect(heard).toEqual(doomed.map(({ userId }) => [userId, profiles.get(userId)].filter(Boolean)));
    }, AFTER_TAKEOVER_MS);
  });
});
