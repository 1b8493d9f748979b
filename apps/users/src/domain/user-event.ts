import type { Account } from './account';

/** What happens here that others may want to hear of. */
export type UserEvent = {
  readonly kind: 'user-created';
  readonly user: Omit<Account, 'pending'>;
};
