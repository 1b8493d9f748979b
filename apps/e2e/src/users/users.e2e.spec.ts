import { createHash, pbkdf2Sync, randomBytes, randomUUID } from 'node:crypto';

import type { GrpcCaller } from '@killrvideo/grpc-client/testing';
import { UserManagementServiceService as Users } from '@killrvideo/proto/user-management';
import { status } from '@grpc/grpc-js';
import type { Client } from 'cassandra-driver';

import { cassandraOf } from '../world/cassandra';
import { startInstance } from '../world/instance';
import { callerOf, deploymentsOf } from '../world/world';

const id = (value: string) => ({ value });
const EXISTS = 'Exception creating user because it already exists';

describe.each(deploymentsOf('users'))('UserManagementService of %s', (app) => {
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

  const create = (
    userId: string,
    email: string,
    password = 'secret',
    names = { firstName: '', lastName: '' },
  ) => users.call(Users.createUser, { userId: id(userId), email, password, ...names });
  const login = (email: string, password = 'secret') =>
    users.call(Users.verifyCredentials, { email, password });
  const profiles = (...userIds: string[]) => users.call(Users.getUserProfile, { userIds: userIds.map(id) });
  const cql = async (text: string, params: unknown[]) =>
    (await cassandra.execute(text, params, { prepare: true })).rows;
  const storedPassword = async (email: string) =>
    (await cql('SELECT password FROM user_credentials WHERE email = ?', [email]))[0]?.['password'] as string;

  /** An account that can be used at once. */
  async function newUser(over: { email?: string; password?: string } = {}) {
    const userId = randomUUID();
    const email = over.email ?? `${userId}@example.org`;
    expect(await create(userId, email, over.password)).toMatchObject({ code: status.OK });
    return { userId, email };
  }

  /** An account as another backend leaves it: it knows no claims, and writes one table after the other. */
  async function userOfOthers(password: string | null, names: (string | null)[] = [null, null]) {
    const userId: string = randomUUID();
    const email = `${userId}@example.org`;
    await cql('INSERT INTO user_credentials (email, password, userid) VALUES (?, ?, ?)', [
      email,
      password,
      userId,
    ]);
    await cql('INSERT INTO users (userid, firstname, lastname, email, created_date) VALUES (?, ?, ?, ?, ?)', [
      userId,
      ...names,
      email,
      new Date(),
    ]);
    return { userId, email };
  }

  describe('CreateUser', () => {
    it('makes an account that can log in and has a profile at once', async () => {
      const userId = randomUUID();
      const [email, names] = [`Zoë+${userId}@Example.org`, { firstName: 'Zoë 🐱', lastName: ' Ünder ' }];
      const answer = await create(userId, email, ' pass wörd ', names);
      expect(answer).toMatchObject({ code: status.OK, response: {} });
      expect((await login(email, ' pass wörd ')).response).toEqual({ userId: id(userId) });
      expect((await profiles(userId)).response).toEqual({
        profiles: [{ userId: id(userId), email, ...names }],
      });
    });

    it('keeps the e-mail exactly as sent, so that another spelling is another account', async () => {
      const { userId, email } = await newUser({ email: `Ada-${randomUUID()}@Example.org` });
      expect(await login(email.toLowerCase())).toMatchObject({ code: status.UNAUTHENTICATED });
      const other = await newUser({ email: email.toLowerCase() });
      expect((await login(email)).response).toEqual({ userId: id(userId) });
      expect((await login(other.email)).response).toEqual({ userId: id(other.userId) });
    });

    it('stores the password as argon2id with the parameters of OWASP, and nowhere as it is', async () => {
      const password = randomUUID();
      const { userId, email } = await newUser({ password });
      expect(await storedPassword(email)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      const rows = [
        ...(await cql('SELECT * FROM users WHERE userid = ?', [userId])),
        ...(await cql('SELECT * FROM user_credentials WHERE email = ?', [email])),
      ];
      expect(JSON.stringify(rows)).not.toContain(password);
      expect(rows[0]?.['pending']).toBeNull();
      expect(rows[0]?.['created_date']).toBeInstanceOf(Date);
    });

    it('takes everything at its longest, and names that are blank', async () => {
      const email = `${randomUUID()}${'x'.repeat(320 - 36 - 12)}@example.org`;
      const [userId, password] = [randomUUID(), 'é'.repeat(512)];
      const names = { firstName: '猫'.repeat(341), lastName: ' ' };
      expect(await create(userId, email, password, names)).toMatchObject({ code: status.OK });
      expect((await login(email, password)).response).toEqual({ userId: id(userId) });
      expect((await profiles(userId)).response?.profiles).toMatchObject([names]);
    });

    it('succeeds when it is repeated, and the first names stay', async () => {
      const [userId, email] = [randomUUID(), `${randomUUID()}@example.org`];
      for (const firstName of ['first', 'second']) {
        const answer = await create(userId.toUpperCase(), email, 'secret', { firstName, lastName: '' });
        expect(answer).toMatchObject({ code: status.OK });
      }
      expect((await profiles(userId)).response?.profiles).toMatchObject([{ firstName: 'first' }]);
    });

    it('refuses an e-mail that somebody has, and changes nothing', async () => {
      const { userId, email } = await newUser();
      const rival = randomUUID();
      for (const answer of [await create(rival, email), await create(userId, email, 'other')]) {
        expect(answer).toMatchObject({ code: status.ALREADY_EXISTS });
        expect(answer.details).toContain(EXISTS);
        expect(answer.details).toContain(email);
      }
      expect((await login(email)).response).toEqual({ userId: id(userId) });
      expect(await login(email, 'other')).toMatchObject({ code: status.UNAUTHENTICATED });
      expect((await profiles(rival)).response).toEqual({ profiles: [] });
      await create(rival, `${rival}@example.org`); // its id was not used up
      expect((await profiles(rival)).response?.profiles).toHaveLength(1);
    });

    it('refuses an id that somebody has, and leaves the e-mail free', async () => {
      const victim = await newUser();
      const email = `${randomUUID()}@example.org`;
      const { code, details } = await create(victim.userId, email, 'mine');
      expect(code).toBe(status.ALREADY_EXISTS);
      expect(details).toContain(EXISTS);
      expect(details).toContain(victim.userId);
      expect(await login(email, 'mine')).toMatchObject({ code: status.UNAUTHENTICATED });
      expect((await profiles(victim.userId)).response?.profiles).toMatchObject([{ email: victim.email }]);
      await newUser({ email });
    });

    it('names every wrong field at once, in one short line', async () => {
      const answer = await users.call(Users.createUser, {
        userId: undefined,
        email: 'nobody',
        password: ' \t',
        firstName: 'x'.repeat(1025),
        lastName: 'x'.repeat(1025),
      });
      expect(answer).toMatchObject({ code: status.INVALID_ARGUMENT });
      for (const field of ['user_id ', 'email ', 'password ', 'first_name ', 'last_name ']) {
        expect(answer.details).toContain(field);
      }
      expect(answer.details).not.toContain('\n');
      expect(answer.details.length).toBeLessThan(300);
    });

    it.each([
      ['user_id', { userId: id('') }],
      ['user_id', { userId: id('no-uuid') }],
      ['email', { email: '' }],
      ['email', { email: ' \n' }],
      ['email', { email: 'nobody' }],
      ['email', { email: 'a@b@c' }],
      ['email', { email: `${'é'.repeat(155)}@example.org` }],
      ['password', { password: '' }],
      ['password', { password: ' ' }],
      ['password', { password: 'é'.repeat(513) }],
      ['first_name', { firstName: 'x'.repeat(1025) }],
      ['last_name', { lastName: 'é'.repeat(513) }],
    ])('refuses a wrong %s', async (field, wrong) => {
      const right = {
        userId: id(randomUUID()),
        email: `${randomUUID()}@x`,
        password: 'x',
        firstName: '',
        lastName: '',
      };
      const { code, details } = await users.call(Users.createUser, { ...right, ...wrong });
      expect(code).toBe(status.INVALID_ARGUMENT);
      expect(details.startsWith(`${field} `)).toBe(true);
    });
  });

  describe('VerifyCredentials', () => {
    it('answers an unknown e-mail and a wrong password with one text', async () => {
      const { email } = await newUser();
      const answers = await Promise.all([
        login(`${randomUUID()}@example.org`),
        login('no e-mail at all'),
        login('x'.repeat(65_535)),
        login(email, 'wrong'),
        login(email, 'secret '),
        login(email, 'SECRET'),
        login(email, 'x'.repeat(65_535)),
      ]);
      for (const { code, details } of answers) {
        expect([code, details]).toEqual([status.UNAUTHENTICATED, answers[0]?.details]);
      }
      expect(answers[0]?.details).not.toBe('');
    });

    it.each([
      ['email', '', 'x'],
      ['email', ' \t', 'x'],
      ['password', 'a@b', ''],
      ['password', 'a@b', ' '],
      ['email', 'x'.repeat(65_536), 'x'],
      ['password', 'a@b', 'x'.repeat(65_536)],
    ])('refuses a wrong %s', async (field, email, password) => {
      const { code, details } = await login(email, password);
      expect(code).toBe(status.INVALID_ARGUMENT);
      expect(details.startsWith(`${field} `)).toBe(true);
    });

    const md5 = createHash('md5').update('secret').digest('hex');
    const sha1 = (iterations: number) => {
      const salt = randomBytes(24);
      const hash = pbkdf2Sync('secret', salt, iterations, 24, 'sha1');
      return `sha1:${iterations}:${salt.toString('base64')}:${hash.toString('base64')}`;
    };
    it.each([
      ['an MD5', md5],
      ['an MD5 in capitals', md5.toUpperCase()],
      ['PBKDF2-HMAC-SHA1 of 1,000 iterations', sha1(1000)],
      ['PBKDF2-HMAC-SHA1 of 10,000 iterations', sha1(10_000)],
    ])(
      'knows %s of another backend, and makes it argon2id at the next successful login',
      async (_, stored) => {
        const { userId, email } = await userOfOthers(stored);
        expect(await login(email, 'wrong')).toMatchObject({ code: status.UNAUTHENTICATED });
        expect(await storedPassword(email)).toBe(stored);
        expect((await login(email)).response).toEqual({ userId: id(userId) });
        const renewed = await storedPassword(email);
        expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
        expect((await login(email)).response).toEqual({ userId: id(userId) });
        expect(await login(email, 'wrong')).toMatchObject({ code: status.UNAUTHENTICATED });
        expect(await storedPassword(email)).toBe(renewed);
      },
    );

    it('takes blanks around a password as its MD5 did, before it is renewed and after', async () => {
      const { userId, email } = await userOfOthers(md5);
      for (const spelling of [' secret ', 'secret', '\tsecret\n']) {
        expect((await login(email, spelling)).response).toEqual({ userId: id(userId) });
      }
      expect(await login(email, 'sec ret')).toMatchObject({ code: status.UNAUTHENTICATED });
    });

    it('lets every one of several logins at once in that renew one password', async () => {
      const { userId, email } = await userOfOthers(md5);
      const answers = await Promise.all(Array.from({ length: 10 }, () => login(email)));
      expect(answers.map(({ response }) => response)).toEqual(Array(10).fill({ userId: id(userId) }));
      expect((await login(email)).response).toEqual({ userId: id(userId) });
    });

    it.each([
      null,
      '',
      'secret',
      'sha1:1000:onlythree',
      'sha1:4000000000:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
      'sha1:999999999:c2FsdA==:SwB5AbdlSJq+rUnZJvch0GWkKcE=',
      'sha1:1000:c2FsdA==:',
      '$argon2id$v=19$m=19456,t=2,p=1$short',
      '$argon2id$v=19$m=4194304,t=100,p=1$c29tZXNhbHQ$AorpYzYzvzgDRVlqfpRG6ORYYmnbmNFxyMjZwhBX0Kg',
      '$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW',
    ])('is a failed login where %p is stored', async (stored) => {
      const { email } = await userOfOthers(stored);
      const unknown = await login(randomUUID());
      expect(await login(email)).toMatchObject({ code: status.UNAUTHENTICATED, details: unknown.details });
    });

    it('lets nobody in without a user id', async () => {
      const email = `${randomUUID()}@example.org`;
      await cql('INSERT INTO user_credentials (email, password) VALUES (?, ?)', [email, md5]);
      expect(await login(email)).toMatchObject({ code: status.UNAUTHENTICATED });
    });

    it('is answered under a burst: by its outcome, or by RESOURCE_EXHAUSTED, and other calls meanwhile', async () => {
      const { userId, email } = await newUser();
      const burst = Promise.all(
        Array.from({ length: 400 }, (_, index) => login(email, index % 2 === 0 ? 'secret' : 'wrong')),
      );
      const aside = profiles(userId);
      expect(await aside).toMatchObject({ code: status.OK });
      const count = new Map<status, number>();
      for (const { code } of await burst) count.set(code, (count.get(code) ?? 0) + 1);
      expect([...count.keys()].sort((a, b) => a - b)).toEqual(
        [status.OK, status.RESOURCE_EXHAUSTED, status.UNAUTHENTICATED].sort((a, b) => a - b),
      );
      expect((count.get(status.OK) ?? 0) + (count.get(status.UNAUTHENTICATED) ?? 0)).toBeGreaterThanOrEqual(
        64,
      );
      expect(await login(email)).toMatchObject({ code: status.OK });
    });
  });

  describe('GetUserProfile', () => {
    it('answers in order, repeats included, unknown users left out, ids as they were sent', async () => {
      const [one, two, unknown] = [await newUser(), await newUser(), randomUUID()];
      const { response } = await profiles(two.userId, unknown, one.userId.toUpperCase(), two.userId);
      expect(response?.profiles).toEqual(
        [
          [two.userId, two.email],
          [one.userId.toUpperCase(), one.email],
          [two.userId, two.email],
        ].map(([userId, email]) => ({ userId: id(userId ?? ''), email, firstName: '', lastName: '' })),
      );
    });

    it('answers no ids with an empty list, 20 with all of them, and refuses 21', async () => {
      expect(await profiles()).toMatchObject({ code: status.OK, response: { profiles: [] } });
      const { userId } = await newUser();
      expect((await profiles(...Array<string>(20).fill(userId))).response?.profiles).toHaveLength(20);
      expect(await profiles(...Array<string>(21).fill(userId))).toMatchObject({
        code: status.INVALID_ARGUMENT,
      });
    });

    it('names a bad id among many', async () => {
      const { code, details } = await profiles(randomUUID(), 'no-uuid', '');
      expect(code).toBe(status.INVALID_ARGUMENT);
      expect(details).toBe('user_ids[1] is not a UUID of 36 characters; user_ids[2] is missing');
    });

    it('shows rows of other backends, with names or without', async () => {
      const [named, nameless] = [await userOfOthers('x', ['Ada', 'Lovelace']), await userOfOthers('x')];
      expect((await profiles(named.userId, nameless.userId)).response?.profiles).toMatchObject([
        { firstName: 'Ada', lastName: 'Lovelace', email: named.email },
        { firstName: '', lastName: '', email: nameless.email },
      ]);
    });
  });

  describe('beside other tools', () => {
    it('creates nobody over the users of another backend', async () => {
      const theirs = await userOfOthers('x');
      expect(await create(randomUUID(), theirs.email)).toMatchObject({ code: status.ALREADY_EXISTS });
      expect(await create(theirs.userId, `${randomUUID()}@x`)).toMatchObject({ code: status.ALREADY_EXISTS });
    });

    it('gives a login that has no profile one, to who knows its password', async () => {
      const [userId, email] = [randomUUID() as string, `${randomUUID()}@x`];
      const md5 = createHash('md5').update('secret').digest('hex');
      await cql('INSERT INTO user_credentials (email, password, userid) VALUES (?, ?, ?)', [
        email,
        md5,
        userId,
      ]);
      expect((await login(email)).response).toEqual({ userId: id(userId) });
      expect(await create(userId, email, 'guess')).toMatchObject({ code: status.ALREADY_EXISTS });
      expect((await profiles(userId)).response?.profiles).toEqual([]);
      expect(await create(userId, email)).toMatchObject({ code: status.OK });
      expect((await profiles(userId)).response?.profiles).toMatchObject([{ email }]);
    });

    it('forgets what another tool truncated, and takes the same ids and e-mails again for others', async () => {
      const [one, two] = [await newUser(), await newUser()];
      await cassandra.execute('TRUNCATE users');
      await cassandra.execute('TRUNCATE user_credentials');
      expect((await profiles(one.userId)).response?.profiles).toEqual([]);
      expect(await login(one.email)).toMatchObject({ code: status.UNAUTHENTICATED });
      expect(await create(one.userId, two.email, 'new')).toMatchObject({ code: status.OK });
      expect((await login(two.email, 'new')).response).toEqual({ userId: id(one.userId) });
      expect((await profiles(one.userId)).response?.profiles).toMatchObject([{ email: two.email }]);
    });
  });
});

describe('the log of the users service, at its most talkative', () => {
  it('has neither passwords nor e-mails in it, whatever became of the calls', async () => {
    const { process, caller: users } = await startInstance('users', { KILLRVIDEO_LOGGING_LEVEL: 'trace' });
    const [userId, email, password] = [randomUUID(), `${randomUUID()}@example.org`, randomUUID()];
    const codes = [];
    for (const each of [userId, userId, randomUUID()]) {
      const request = { userId: id(each), email, password, firstName: '', lastName: '' };
      codes.push((await users.call(Users.createUser, request)).code);
    }
    for (const each of [password, `${password}?`, '']) {
      codes.push((await users.call(Users.verifyCredentials, { email, password: each })).code);
    }
    codes.push((await users.call(Users.getUserProfile, { userIds: [id(userId)] })).code);
    users.close();
    await process.stop();
    expect(codes).toEqual([
      status.OK,
      status.OK,
      status.ALREADY_EXISTS,
      status.OK,
      status.UNAUTHENTICATED,
      status.INVALID_ARGUMENT,
      status.OK,
    ]);
    const log = JSON.stringify(process.log);
    expect(log).toContain('VerifyCredentials');
    expect(log).not.toContain(email);
    expect(log).not.toContain(password);
  });
});
