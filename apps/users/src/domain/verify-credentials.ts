import { type CallContext, checked, DomainError, type Log, sooner } from '@killrvideo/core';

import type { AccountStore } from './account-store';
import type { Passwords } from './passwords';

/** The longest key Cassandra stores: no e-mail can be longer, and no password needs to be. */
const MAX_BYTES = 65_535;

/** How long a login may take the longer for renewing its password, and what it keeps for its answer. */
const RENEWAL_MS = 1000;
const ANSWER_MARGIN_MS = 200;

/** A login; nothing of it is checked yet. */
export interface VerifyCredentials {
  readonly email: string;
  readonly password: string;
}

/** Whose login it is. An unknown e-mail and a wrong password are answered alike and cost the same. */
export function verifyCredentials(
  store: Pick<AccountStore, 'login' | 'renewPassword'>,
  passwords: Pick<Passwords, 'verify'>,
  log: Pick<Log, 'warn'>,
) {
  return async (query: VerifyCredentials, call: CallContext): Promise<string> => {
    const { email, password } = checked((field) => ({
      email: field.text('email', query.email, { maxBytes: MAX_BYTES }),
      password: field.text('password', query.password, { maxBytes: MAX_BYTES }),
    }));
    const login = await store.login(email, call);
    const verdict = await passwords.verify(password, login?.password, call);
    if (!verdict.right || login?.userId === undefined) {
      throw new DomainError('unauthenticated', 'Email address or password are not correct');
    }
    if (verdict.renewed !== undefined && login.password !== undefined) {
      await renew(email, login.password, verdict.renewed, call);
    }
    return login.userId;
  };

  /** Never fails the login, nor makes it late: the older form is as good until the next one. */
  async function renew(email: string, from: string, to: string, call: CallContext): Promise<void> {
    const deadline = Math.min(call.deadline - ANSWER_MARGIN_MS, performance.now() + RENEWAL_MS);
    try {
      await store.renewPassword(email, from, to, sooner(call, deadline));
    } catch (error) {
      log.warn({ err: error }, 'a password of an older form was not renewed: its next login tries again');
    }
  }
}
