import type { Account, Login } from './account';
import type { AccountStore } from './account-store';

/** Accounts in memory, each step atomic as in the database; the maps are there to be looked at and filled. */
export interface AccountsInMemory extends AccountStore {
  readonly users: Map<string, Account>;
  readonly credentials: Map<string, Login>;
}

/** `around` runs every step, so that a test can put it off, or have it fail before or after it was taken. */
export function accountsInMemory(
  around: <T>(step: () => T) => Promise<T> = async (step) => step(),
): AccountsInMemory {
  const users = new Map<string, Account>();
  const credentials = new Map<string, Login>();
  const login = (email: string) => around(() => credentials.get(email));

  return {
    users,
    credentials,
    login,
    settledLogin: login,
    accounts: (userIds) =>
      around(() => {
        const taken = [...userIds].flatMap((userId) => users.get(userId) ?? []);
        return new Map(taken.map((account) => [account.userId, account]));
      }),
    claim: (claim) =>
      around(() => {
        const standing = users.get(claim.userId) ?? claim;
        users.set(claim.userId, standing);
        return standing;
      }),
    commit: ({ email, userId, pending }) =>
      around(() => {
        const standing = credentials.get(email) ?? { userId, password: pending };
        credentials.set(email, standing);
        return standing;
      }),
    show: ({ userId, email }) =>
      around(() => {
        const account = users.get(userId);
        if (account?.email === email) users.set(userId, { ...account, pending: undefined });
      }),
    undo: ({ userId, email, pending }) =>
      around(() => {
        const account = users.get(userId);
        if (account?.email === email && account.pending === pending) users.delete(userId);
      }),
    renewPassword: (email, from, to) =>
      around(() => {
        const standing = credentials.get(email);
        if (standing?.password === from) credentials.set(email, { ...standing, password: to });
      }),
  };
}
