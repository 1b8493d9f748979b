import type { CallContext } from '@killrvideo/core';

/** How passwords are stored. Both methods are costly on purpose and throw `resource-exhausted` when too many wait. */
export interface Passwords {
  /** The form in which a new password is stored. */
  hash(password: string, call: CallContext): Promise<string>;

  /**
   * Whether `stored` was made of this password. Every refusal costs the same, whatever is stored, also what is of no
   * known form, or nothing.
   */
  verify(password: string, stored: string | undefined, call: CallContext): Promise<Verdict>;
}

export type Verdict =
  | { readonly right: false }
  /** `renewed`: a better form of the same password, where it is stored in an older one. */
  | { readonly right: true; readonly renewed?: string };
