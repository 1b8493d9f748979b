import type { Log, Publish } from '@killrvideo/core';

import type { AccountStore } from './account-store';
import { createAccount } from './create-account';
import { createUser } from './create-user';
import { getUserProfile } from './get-user-profile';
import type { Passwords } from './passwords';
import { settleClaim } from './settle-claim';
import type { UserEvent } from './user-event';
import { verifyCredentials } from './verify-credentials';

/** All that the users service can do, each use case named for its rpc. */
export function usersUseCases(
  store: AccountStore,
  passwords: Passwords,
  publish: Publish<UserEvent>,
  log: Log,
) {
  const settle = settleClaim(store, publish);
  return {
    createUser: createUser(createAccount(store, settle, passwords)),
    verifyCredentials: verifyCredentials(store, passwords, log),
    getUserProfile: getUserProfile(store, settle),
  };
}

export type UsersUseCases = ReturnType<typeof usersUseCases>;
