/** What others see of a user. The id is a lower-case UUID; names may be ''. */
export interface Profile {
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** What stands under a user's id: a claim to it, or the account itself. */
export interface Account extends Profile {
  /** When the id was claimed, in milliseconds since 1970; undefined where another tool wrote a part of the row. */
  readonly createdAt: bigint | undefined;
  /** The stored form of the claim's password; undefined once the account is there. */
  readonly pending: string | undefined;
}

/**
 * The first step of a creation: the id is taken, the e-mail is not yet. It holds all that is needed to finish it, so
 * whoever meets it can; nobody but those who finish it may see it.
 */
export interface Claim extends Account {
  readonly pending: string;
}

/** What stands under an e-mail address. Other tools write rows in part, and such a login lets nobody in. */
export interface Login {
  readonly userId: string | undefined;
  /** In the form it is stored in; see `Passwords`. */
  readonly password: string | undefined;
}

export function isClaim(account: Account): account is Claim {
  return account.pending !== undefined;
}
