import type { CallContext } from '@killrvideo/core';

import type { Account, Claim, Login } from './account';

/**
 * Where accounts are kept. The writes are the single steps of a creation, each of them atomic, and each may be repeated
 * by anybody at any time. All methods throw DomainErrors only; after `unavailable` a step may have been taken or not.
 */
export interface AccountStore {
  /** Who logs in with this e-mail; undefined: nobody yet. What was acknowledged is seen. */
  login(email: string, call: CallContext): Promise<Login | undefined>;

  /** Like `login`, but it also sees a `commit` whose outcome was unknown, or ends that one for good. */
  settledLogin(email: string, call: CallContext): Promise<Login | undefined>;

  /** What stands under each of these ids, of those that are taken. */
  accounts(userIds: ReadonlySet<string>, call: CallContext): Promise<ReadonlyMap<string, Account>>;

  /** Takes the id, if it is free. Returns what stands under it afterwards: this claim, or whatever was there. */
  claim(claim: Claim, call: CallContext): Promise<Account>;

  /** Gives the e-mail to the claim's id, if it is free. Returns what stands under it afterwards. */
  commit(claim: Claim, call: CallContext): Promise<Login>;

  /** Makes an account of a claim that was committed, if it is still there. */
  show(claim: Claim, call: CallContext): Promise<void>;

  /** Frees the id of this very claim, if it is still there. */
  undo(claim: Claim, call: CallContext): Promise<void>;

  /** Stores the same password in a better form, if `from` still stands. */
  renewPassword(email: string, from: string, to: string, call: CallContext): Promise<void>;
}
