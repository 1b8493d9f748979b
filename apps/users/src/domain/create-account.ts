import { type CallContext, DomainError } from '@killrvideo/core';

import { isClaim, type Claim, type Login, type Profile } from './account';
import type { AccountStore } from './account-store';
import { inTurn } from './in-turn';
import type { Passwords } from './passwords';
import type { SettleClaim } from './settle-claim';

/**
 * Creates an account in three steps, each of them atomic: claim the id, commit by taking the e-mail, show the account.
 * A claim that a crash left behind is finished or undone by whoever meets it, so it blocks neither its id nor its
 * e-mail. `already-exists` is said only for what stays so: an id or an e-mail that has its owner.
 */
export function createAccount(
  store: Pick<AccountStore, 'login' | 'settledLogin' | 'accounts' | 'claim'>,
  settleClaim: SettleClaim,
  passwords: Passwords,
  now: () => number = Date.now,
) {
  const oneByOne = inTurn();

  return (profile: Profile, password: string, call: CallContext): Promise<void> => {
    const { userId, email } = profile;
    const isOurs = async (login: Login | undefined): Promise<boolean> =>
      login?.userId === userId && (await passwords.verify(password, login.password, call)).right;

    return oneByOne(email, async () => {
      // A look that decides nothing new: it spares the refused a claim and a hash, and the repeated all of the steps.
      const [known, accounts] = await Promise.all([
        store.login(email, call),
        store.accounts(new Set([userId]), call),
      ]);
      if (known !== undefined && !(await isOurs(known))) throw emailTaken(email);
      const account = accounts.get(userId);
      if (account !== undefined && !isClaim(account)) {
        if (account.email !== email) throw idTaken(userId);
        if (known !== undefined) return;
      }

      const pending = known?.password ?? (await passwords.hash(password, call));
      const claim: Claim = { ...profile, createdAt: BigInt(now()), pending };
      for (;;) {
        const standing = await store.claim(claim, call);
        if (standing.email !== email && !isClaim(standing)) throw idTaken(userId);

        const login = isClaim(standing)
          ? await settleClaim(standing, call)
          : await store.settledLogin(email, call);
        if (standing.email === email) {
          const isDone = login?.userId === userId && login.password === pending;
          if (isDone || (await isOurs(login))) return;
          throw emailTaken(email);
        }
        if (login?.userId === userId) throw idTaken(userId);
        // The id was held by a left-over claim to an e-mail of somebody else's: now it is free.
      }
    });
  };
}

/** Existing clients look for this phrase. */
const EXISTS = 'Exception creating user because it already exists';

function emailTaken(email: string): DomainError {
  return new DomainError('already-exists', `${EXISTS}: ${email}`, { logAs: `${EXISTS}: the e-mail` });
}

function idTaken(userId: string): DomainError {
  return new DomainError('already-exists', `${EXISTS}: ${userId}`);
}
