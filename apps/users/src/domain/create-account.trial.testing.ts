import { DomainError, type CallContext, type Publish } from '@killrvideo/core';
import { seeded } from '@killrvideo/testing';

import { isClaim, type Account, type Profile } from './account';
import type { AccountStore } from './account-store';
import { createAccount } from './create-account';
import { getUserProfile } from './get-user-profile';
import { accountsInMemory, type AccountsInMemory } from './accounts-in-memory.testing';
import type { Passwords } from './passwords';
import { finishCreation, settleClaim } from './settle-claim';
import type { UserEvent } from './user-event';

/** What came of a request; `crashed`: its process ended, or it never learnt the outcome of a step. */
type Outcome = 'created' | 'refused' | 'crashed';

interface Request {
  /** Tells whose content stands: it is the first name, and part of the stored password. */
  readonly number: number;
  readonly profile: Profile;
  readonly password: string;
  outcome?: Outcome;
}

/** Far more steps than all requests of a run need. */
const MAX_TURNS = 500;

class Crash extends Error {}

/**
 * One seeded run: a few requests with few e-mails and ids, so that repeats and rivals meet, and readers among them. At
 * each turn one of the waiting steps is chosen: it is taken, or its request crashes before or after it, or crashes and
 * the step is taken much later. In the end every request is made once more, alone, and must be answered. Throws when
 * anything is seen, on the way or at the end, that must never be. `sabotage` gives wrong steps instead of right ones,
 * to show that this would be noticed; `after` gives a wrong order: what happens must be said before it is done.
 */
export async function runTrial(
  seed: number,
  call: CallContext,
  sabotage: (store: AccountsInMemory) => Partial<AccountStore> = () => ({}),
  says: 'before' | 'after' = 'before',
): Promise<Outcome[]> {
  const random = seeded(seed);
  const waiting: (() => void)[] = [];
  let crashing = true;
  const inAnyOrder = <T>(step: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push(() => {
        const fate = crashing ? random.uniform() : 1;
        if (fate > 0.12) return resolve(step());
        if (fate < 0.04) step();
        else if (fate < 0.08) waiting.push(step);
        reject(new Crash());
      });
    });
  const memory = accountsInMemory(inAnyOrder);
  const store: AccountStore = { ...memory, ...sabotage(memory) };
  const outbox = outboxInMemory(inAnyOrder, says);
  const settle = settleClaim(store, outbox.publish);
  const look = observer(memory, outbox);
  const untilAllWaitForAStep = () => new Promise((resolve) => setImmediate(resolve));
  const finish = async (running: readonly Promise<unknown>[]): Promise<void> => {
    const all = Promise.all(running);
    all.catch(() => {}); // what is seen first counts, and is thrown below
    await untilAllWaitForAStep();
    for (let turns = 0; waiting.length > 0; turns++) {
      expectThat(turns < MAX_TURNS, 'every request is answered');
      waiting.splice(random.below(waiting.length), 1)[0]?.();
      await untilAllWaitForAStep();
      look();
    }
    await all;
  };
  const create = async (request: Request): Promise<void> => {
    try {
      await createAccount(store, settle, passwordsOf(request))(request.profile, request.password, call);
      request.outcome = 'created';
      checkCreated(request, memory);
    } catch (error) {
      if (error instanceof Crash) request.outcome = 'crashed';
      else if (error instanceof DomainError && error.kind === 'already-exists') request.outcome = 'refused';
      else throw error;
    }
  };
  const read = async (userId: string): Promise<void> => {
    await getUserProfile(store, settle)({ userIds: [userId] }, call).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
  };

  const requests = Array.from({ length: 2 + random.below(5) }, (_, number) =>
    requestOf(number, `${random.below(3)}`, `e${random.below(3)}@x`, `p${random.below(2)}`),
  );
  const readers = Array.from({ length: random.below(4) }, () => idOf(`${random.below(3)}`));
  await finish([...requests.map(create), ...readers.map(read)]);
  for (const request of requests) checkOutcome(request, memory);

  crashing = false;
  let number = requests.length;
  for (const { profile, password, outcome } of requests) {
    const repeat = requestOf(number++, profile.userId, profile.email, password);
    const rival = requestOf(number++, profile.userId, `new${number}@x`, password);
    for (const each of [repeat, rival]) {
      await finish([create(each)]);
      checkOutcome(each, memory);
    }
    if (outcome === 'created') expectThat(repeat.outcome === 'created', 'a repeat succeeds');
    expectThat(!isClaim(memory.users.get(profile.userId) as Account), 'no claim stands once it was met');
  }

  // What crashes have left is taken over; then whoever exists was heard of, and nobody else.
  for (const user of outbox.intents) {
    await finish([
      finishCreation(store, user, call).then((isCreated) => isCreated && outbox.told.push(user)),
    ]);
  }
  for (const { userId, email, firstName } of outbox.told) {
    const account = memory.users.get(userId);
    expectThat(account?.email === email && account.firstName === firstName, 'who is heard of exists');
  }
  for (const account of memory.users.values()) {
    expectThat(isClaim(account) || outbox.told.some(isSameAs(account)), 'who exists was heard of');
  }
  return requests.flatMap(({ outcome }) => outcome ?? []);
}

interface OutboxInMemory {
  readonly publish: Publish<UserEvent>;
  /** What is under way, or was when its process ended. */
  readonly intents: Set<UserEvent['user']>;
  readonly told: UserEvent['user'][];
}

/** As `libs/events` does it: each time something is written is a step. `after` is the wrong order. */
function outboxInMemory(around: <T>(step: () => T) => Promise<T>, says: 'before' | 'after'): OutboxInMemory {
  const intents = new Set<UserEvent['user']>();
  const told: UserEvent['user'][] = [];
  return {
    intents,
    told,
    async publish({ user }, _call, write, hasHappened = () => true) {
      const say = () => around(() => intents.add(user));
      if (says === 'before') await say();
      const result = await write(0n);
      if (says === 'after') await say();
      await around(() => {
        intents.delete(user);
        if (hasHappened(result)) told.push(user);
      });
      return result;
    },
  };
}

function isSameAs(account: Account) {
  return ({ userId, email, firstName }: UserEvent['user']): boolean =>
    userId === account.userId && email === account.email && firstName === account.firstName;
}

/** To be called after every step: what must hold at each instant. */
function observer({ users, credentials }: AccountsInMemory, { intents, told }: OutboxInMemory): () => void {
  const owners = new Map<string, string | undefined>();
  return () => {
    for (const [email, { userId }] of credentials) {
      expectThat(!owners.has(email) || owners.get(email) === userId, 'a login never changes its user');
      owners.set(email, userId);
    }
    expectThat(new Set(owners.values()).size === owners.size, 'an id has one e-mail');
    for (const account of users.values()) {
      const login = credentials.get(account.email);
      if (isClaim(account)) continue;
      expectThat(login?.userId === account.userId, 'no profile is seen before its login works');
      expectThat(
        login?.password?.startsWith(`#${account.firstName}:`),
        'profile and password are of one request',
      );
      expectThat(
        [...intents, ...told].some(isSameAs(account)),
        'no profile is seen of whom nobody will hear',
      );
    }
  };
}

function checkCreated({ profile, password }: Request, { users, credentials }: AccountsInMemory): void {
  const login = credentials.get(profile.email);
  const account = users.get(profile.userId);
  expectThat(login?.userId === profile.userId, 'who was told of an account can log in');
  expectThat(login?.password?.endsWith(`:${password}`), 'and with the password that was sent');
  expectThat(account?.email === profile.email && !isClaim(account), 'and has a profile');
}

function checkOutcome(request: Request, memory: AccountsInMemory): void {
  const { number, profile, outcome } = request;
  if (outcome === 'created') checkCreated(request, memory);
  if (outcome !== 'refused') return;
  const logins = [...memory.credentials.values()];
  expectThat(
    memory.credentials.has(profile.email) || logins.some(({ userId }) => userId === profile.userId),
    'what is refused has its owner',
  );
  expectThat(
    !logins.some((login) => login.password?.startsWith(`#${number}:`)),
    'what was refused never happens',
  );
}

function requestOf(number: number, userId: string, email: string, password: string): Request {
  return {
    number,
    profile: { userId: idOf(userId), email, firstName: String(number), lastName: '' },
    password,
  };
}

function idOf(digit: string): string {
  return digit.length > 1 ? digit : `0000000${digit}-0000-4000-8000-000000000000`;
}

/** Nothing is hashed here: `#request:password`. */
function passwordsOf({ number }: Request): Passwords {
  return {
    hash: async (password) => `#${number}:${password}`,
    verify: async (password, stored) => ({ right: stored?.split(':')[1] === password }),
  };
}

function expectThat(holds: boolean | undefined, rule: string): void {
  if (holds !== true) throw new Error(`broken: ${rule}`);
}
