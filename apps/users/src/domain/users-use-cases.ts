import type { Log } from '@killrvideo/core';

import type { AccountStore } from './account-store';
import { createAccount } from './create-account';
import { createUser } from './create-user';
import { getUserProfile } from './get-user-profile';
import type { Passwords } from './passwords';
import { verifyCredentials } from './verify-credentials';

/** All that the users service can do, each use case named for its rpc. */
export function usersUseCases(store: AccountStore, passwords: Passwords, log: Log) {
  return {
    createUser: createUser(createAccount(store, passwords)),
    verifyCredentials: verifyCredentials(store, passwords, log),
    getUserProfile: getUserProfile(store),
  };
}

export type UsersUseCases = ReturnType<typeof usersUseCases>;
