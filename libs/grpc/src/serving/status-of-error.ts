import { DomainError, type DomainErrorKind } from '@killrvideo/core';
import { status } from '@grpc/grpc-js';

const STATUS_OF_KIND: Record<DomainErrorKind, status> = {
  'invalid-argument': status.INVALID_ARGUMENT,
  'not-found': status.NOT_FOUND,
  'already-exists': status.ALREADY_EXISTS,
  unauthenticated: status.UNAUTHENTICATED,
  'failed-precondition': status.FAILED_PRECONDITION,
  unavailable: status.UNAVAILABLE,
  'deadline-exceeded': status.DEADLINE_EXCEEDED,
  cancelled: status.CANCELLED,
  'resource-exhausted': status.RESOURCE_EXHAUSTED,
  internal: status.INTERNAL,
};

/** What a caller is told of an error. */
export interface ErrorStatus {
  readonly code: status;
  readonly details: string;
}

/**
 * The one place where an error becomes a status. Whatever is no DomainError, or an internal one, is INTERNAL with
 * a fixed text: its own may name hosts, statements or files.
 */
export function statusOfError(error: unknown): ErrorStatus {
  if (!(error instanceof DomainError) || error.kind === 'internal') {
    return { code: status.INTERNAL, details: 'internal error' };
  }
  return { code: STATUS_OF_KIND[error.kind], details: error.message };
}
