import { type CallContext, checked } from '@killrvideo/core';

import { isClaim, type Profile } from './account';
import type { AccountStore } from './account-store';
import type { SettleClaim } from './settle-claim';

const MAX_USER_IDS = 20;

/** Whose profiles are asked for; nothing of it is checked yet. */
export interface GetUserProfile {
  readonly userIds: readonly (string | undefined)[];
}

/**
 * The profile of each id, in the order asked for, repeats included; undefined for an unknown user. A creation that is
 * not finished is finished first: nobody sees a profile that could still come to nothing.
 */
export function getUserProfile(store: Pick<AccountStore, 'accounts'>, settleClaim: SettleClaim) {
  return async (query: GetUserProfile, call: CallContext): Promise<(Profile | undefined)[]> => {
    const userIds = checked((field) => field.uuids('user_ids', query.userIds, { max: MAX_USER_IDS }));
    const found = new Map<string, Profile>();
    let unread: ReadonlySet<string> = new Set(userIds);
    while (unread.size > 0) {
      const accounts = await store.accounts(unread, call);
      const claims = [...accounts.values()].filter(isClaim);
      for (const [userId, account] of accounts) if (!isClaim(account)) found.set(userId, account);
      await Promise.all(claims.map((claim) => settleClaim(claim, call)));
      unread = new Set(claims.map(({ userId }) => userId));
    }
    return userIds.map((userId) => found.get(userId));
  };
}
