import { testCall } from '@killrvideo/testing';

import { isClaim, type Account, type Claim } from './account';
import { createAccount } from './create-account';
import { runTrial } from './create-account.trial.testing';
import { accountsInMemory, type AccountsInMemory } from './accounts-in-memory.testing';
import type { Passwords } from './passwords';
import { publishesTo } from './publishes-to.testing';
import { settleClaim } from './settle-claim';

const ADA = { userId: 'id-1', firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.org' };
const passwords: Passwords = {
  hash: async (password) => `new:${password}`,
  verify: async (password, stored) => ({ right: stored?.split(':')[1] === password }),
};
const CREATED_AT = 1n;
const shown: Account = { ...ADA, createdAt: CREATED_AT, pending: undefined };

describe('creating an account', () => {
  let store: AccountsInMemory;
  let told: string[];
  beforeEach(() => {
    store = accountsInMemory();
    told = [];
  });
  const create = (over: object = {}, password = 'secret') => {
    const settle = settleClaim(store, publishesTo(told));
    const now = () => Number(CREATED_AT);
    return createAccount(store, settle, passwords, now)({ ...ADA, ...over }, password, testCall());
  };
  const refusal = (named: string) => ({
    kind: 'already-exists',
    message: `Exception creating user because it already exists: ${named}`,
  });

  it('leaves a login and a profile, and no hash beside it', async () => {
    await create();
    expect(store.credentials.get(ADA.email)).toEqual({ userId: ADA.userId, password: 'new:secret' });
    expect(store.users.get(ADA.userId)).toEqual(shown);
    expect(told).toEqual([ADA.userId]);
  });

  it('succeeds again with the same id, e-mail and password, and changes nothing', async () => {
    await create();
    await create({ firstName: 'Augusta' });
    expect(store.users.get(ADA.userId)).toEqual(shown);
    await expect(create({}, 'other')).rejects.toMatchObject(refusal(ADA.email));
  });

  it('refuses an e-mail or an id of somebody else, and leaves nothing behind', async () => {
    await create();
    await expect(create({ userId: 'id-2' })).rejects.toMatchObject(refusal(ADA.email));
    await expect(create({ email: 'b@example.org' })).rejects.toMatchObject(refusal(ADA.userId));
    expect([...store.users.values()]).toEqual([shown]);
    expect([...store.credentials.keys()]).toEqual([ADA.email]);
    expect(told).toEqual([ADA.userId]);
  });

  it('keeps the e-mail out of the log', async () => {
    await create();
    await expect(create({}, 'other')).rejects.toMatchObject({ logAs: expect.not.stringContaining('@') });
  });

  it('finishes a claim that a crash left behind with the content of that claim', async () => {
    const claim: Claim = { ...ADA, createdAt: CREATED_AT, pending: 'new:theirs' };
    store.users.set(ADA.userId, claim);
    await expect(create({ email: 'b@example.org' })).rejects.toMatchObject(refusal(ADA.userId));
    expect(store.users.get(ADA.userId)).toEqual(shown);
    expect(store.credentials.get(ADA.email)?.password).toBe('new:theirs');
    expect(told).toEqual([ADA.userId]);
  });

  it('clears a claim whose e-mail has gone to somebody else, and takes its id', async () => {
    const theirs = { email: 'taken@example.org', createdAt: CREATED_AT, pending: 'new:theirs' };
    store.users.set(ADA.userId, { ...ADA, ...theirs });
    store.credentials.set('taken@example.org', { userId: 'id-2', password: 'new:x' });
    await create();
    expect(store.users.get(ADA.userId)).toEqual(shown);
  });

  it('gives the profile of a login without one only to who knows its password', async () => {
    store.credentials.set(ADA.email, { userId: ADA.userId, password: 'old:secret' });
    await expect(create({}, 'guess')).rejects.toMatchObject(refusal(ADA.email));
    expect(store.users.size).toBe(0);
    await create();
    expect(store.users.get(ADA.userId)).toEqual(shown);
    expect(store.credentials.get(ADA.email)?.password).toBe('old:secret');
  });

  it.each([
    ['a login that has no user', { userId: undefined, password: 'old:secret' }],
    ['a login that has no password', { userId: ADA.userId, password: undefined }],
  ])('leaves %s alone', async (_, login) => {
    store.credentials.set(ADA.email, login);
    await expect(create()).rejects.toMatchObject(refusal(ADA.email));
    expect(store.users.size).toBe(0);
  });

  it('hands no account over whose login another tool has emptied away', async () => {
    store.users.set(ADA.userId, shown);
    await expect(create()).rejects.toMatchObject(refusal(ADA.email));
    expect(store.credentials.size).toBe(0);
  });
});

describe('creations among repeats, rivals, readers and crashes', () => {
  /** Among them one that reaches the rarest of the broken variants below. */
  const SEEDS = Array.from({ length: 400 }, (_, seed) => seed);

  /** The first rule that is seen to be broken. */
  async function brokenBy(
    sabotage: Parameters<typeof runTrial>[2],
    says?: Parameters<typeof runTrial>[3],
  ): Promise<string> {
    for (const seed of SEEDS) {
      try {
        await runTrial(seed, testCall(), sabotage, says);
      } catch (error) {
        return (error as Error).message;
      }
    }
    return 'none';
  }

  it('keep every rule in whatever order the steps are taken', async () => {
    const outcomes: string[] = [];
    for (const seed of SEEDS) outcomes.push(...(await runTrial(seed, testCall())));
    const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
    // The runs are seeded: these tell that they reach what they are for.
    expect(count('created')).toBeGreaterThan(100);
    expect(count('refused')).toBeGreaterThan(100);
    expect(count('crashed')).toBeGreaterThan(100);
  });

  it('would break one if a claim were undone while its e-mail is free', async () => {
    const broken = await brokenBy((store) => ({
      async commit(claim, call) {
        const login = await store.login(claim.email, call);
        if (login === undefined) await store.undo(claim, call); // as a sweeper would; the maker goes on all the same
        return store.commit(claim, call);
      },
    }));
    expect(broken).toMatch(/^broken: /);
  });

  it('would break one if it were said only after it is done', async () => {
    expect(await brokenBy(undefined, 'after')).toBe('broken: no profile is seen of whom nobody will hear');
  });

  it('would break one if no claim were undone', async () => {
    expect(await brokenBy(() => ({ undo: async () => {} }))).toBe('broken: every request is answered');
  });

  it('would break one if an undo did not look at what stands', async () => {
    const broken = await brokenBy((store) => ({
      async undo(claim, call) {
        const standing = (await store.accounts(new Set([claim.userId]), call)).get(claim.userId);
        if (standing !== undefined && isClaim(standing)) await store.undo(standing, call);
      },
    }));
    expect(broken).toMatch(/^broken: /);
  });
});
