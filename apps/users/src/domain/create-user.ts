import { type CallContext, checked, type Fields } from '@killrvideo/core';

import type { Profile } from './account';

const MAX_NAME_BYTES = 1024;
const MAX_EMAIL_BYTES = 320;
const MAX_PASSWORD_BYTES = 1024;

/** An account as it is wanted; nothing of it is checked yet. */
export interface CreateUser {
  readonly userId: string | undefined;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly password: string;
}

/** Creates an account. The e-mail is kept exactly as it was sent, and so is what is blank around a password. */
export function createUser(create: (profile: Profile, password: string, call: CallContext) => Promise<void>) {
  return async (command: CreateUser, call: CallContext): Promise<void> => {
    const { password, ...profile } = checked((field) => ({
      userId: field.uuid('user_id', command.userId),
      firstName: field.optionalText('first_name', command.firstName, { maxBytes: MAX_NAME_BYTES }),
      lastName: field.optionalText('last_name', command.lastName, { maxBytes: MAX_NAME_BYTES }),
      email: emailOf(field, command.email),
      password: field.text('password', command.password, { maxBytes: MAX_PASSWORD_BYTES }),
    }));
    await create(profile, password, call);
  };
}

function emailOf(field: Fields, sent: string): string {
  const email = field.text('email', sent, { maxBytes: MAX_EMAIL_BYTES });
  return email === '' || email.split('@').length === 2 ? email : field.violated('email must have one @');
}
