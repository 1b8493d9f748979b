import { itKeepsAccounts } from './account-store.contract.testing';
import { accountsInMemory } from './accounts-in-memory.testing';

describe('accounts in memory', () => {
  itKeepsAccounts(() => {
    const store = accountsInMemory();
    return {
      store,
      async loginByOthers(email, login) {
        store.credentials.set(email, login);
      },
    };
  });
});
