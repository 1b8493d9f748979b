import { DomainError, type DomainErrorKind } from '@killrvideo/core';
import { status } from '@grpc/grpc-js';

import { CallFailed } from './call-failed';

/** What whoever calls can mend, or wait for: told in the words of the service that was asked, which are made for it. */
const IN_ITS_WORDS: Partial<Record<status, DomainErrorKind>> = {
  [status.INVALID_ARGUMENT]: 'invalid-argument',
  [status.NOT_FOUND]: 'not-found',
  [status.ALREADY_EXISTS]: 'already-exists',
  [status.UNAUTHENTICATED]: 'unauthenticated',
  [status.FAILED_PRECONDITION]: 'failed-precondition',
  [status.RESOURCE_EXHAUSTED]: 'resource-exhausted',
};

/** What grpc-js says by itself, too, and then names hosts: told in words of ours, after the name of the service. */
const IN_OUR_WORDS: Partial<Record<status, [kind: DomainErrorKind, text: string]>> = {
  [status.UNAVAILABLE]: ['unavailable', ' is away: try again later'],
  [status.DEADLINE_EXCEEDED]: ['deadline-exceeded', ' did not answer in time'],
  [status.CANCELLED]: ['cancelled', ' was not waited for'],
};

/**
 * What a service tells its caller of a call to another one that failed: the inverse of the map to statuses in libs/grpc.
 * A status that no service of ours answers with, and all else that was thrown, is internal.
 */
export function domainErrorOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof CallFailed) {
    const kind = IN_ITS_WORDS[error.code];
    if (kind !== undefined) return new DomainError(kind, error.details, { cause: error });
    const [ourKind, text] = IN_OUR_WORDS[error.code] ?? [];
    if (ourKind !== undefined) {
      return new DomainError(ourKind, `${error.method.service}${text}`, { cause: error });
    }
  }
  return new DomainError('internal', 'a call to another service failed', { cause: error });
}

/**
 * Whether an answer tells of a service further down: whoever gave it was there, and has asked in vain. Told by the words
 * above, which are all that a status leaves of where it began.
 */
export function tellsOfAnother({ code, details }: { code: status; details: string }): boolean {
  const [, text] = IN_OUR_WORDS[code] ?? [];
  return text !== undefined && details.endsWith(text);
}
