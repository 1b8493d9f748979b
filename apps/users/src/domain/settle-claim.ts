import type { CallContext, Publish } from '@killrvideo/core';

import { isClaim, type Claim, type Login } from './account';
import type { AccountStore } from './account-store';
import type { UserEvent } from './user-event';

/** Finishes a claim, whoever made it, and returns the login that stands under its e-mail. */
export type SettleClaim = (claim: Claim, call: CallContext) => Promise<Login>;

type Steps = Pick<AccountStore, 'commit' | 'show' | 'undo'>;

/**
 * Whoever finishes a claim says first that the user is created: nobody is ever seen of whom nobody hears. Of one whom
 * several create at once it is said several times, with the same words.
 */
export function settleClaim(store: Steps, publish: Publish<UserEvent>): SettleClaim {
  return ({ pending, ...user }, call) =>
    publish(
      { kind: 'user-created', user },
      call,
      () => finishClaim(store, { ...user, pending }, call),
      (login) => login.userId === user.userId,
    );
}

/**
 * Finishes a claim, whoever made it and whether or not its maker is still at work: gives it its e-mail and shows the
 * account, or frees its id when the e-mail is somebody else's. All who do so use the claim's own content, so it does
 * not matter who comes first. Returns the login that stands under the claim's e-mail.
 *
 * A claim is undone only when its e-mail is *seen* to be another's, which stays so. While the e-mail is free it could
 * still be committed by somebody slow, and that login would then lead to whoever has the id by that time.
 */
async function finishClaim(store: Steps, claim: Claim, call: CallContext): Promise<Login> {
  const login = await store.commit(claim, call);
  if (login.userId === claim.userId) await store.show(claim, call);
  else await store.undo(claim, call);
  return login;
}

/**
 * Finishes a creation of which it was said, and tells whether it has happened. It has not, and never will, where its claim
 * was undone: its e-mail is somebody else's.
 */
export async function finishCreation(
  store: Steps & Pick<AccountStore, 'accounts'>,
  { userId, email }: UserEvent['user'],
  call: CallContext,
): Promise<boolean> {
  const account = (await store.accounts(new Set([userId]), call)).get(userId);
  if (account?.email !== email) return false;
  if (!isClaim(account)) return true;
  const login = await finishClaim(store, account, call);
  return login.userId === userId;
}
