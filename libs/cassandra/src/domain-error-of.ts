import { DomainError } from '@killrvideo/core';
import { errors, types } from 'cassandra-driver';

const { responseErrorCodes } = types;

/** The database is there but cannot do it now: nodes are missing, late or overloaded. */
const TRANSIENT_CODES: ReadonlySet<number> = new Set([
  responseErrorCodes.unavailableException,
  responseErrorCodes.overloaded,
  responseErrorCodes.isBootstrapping,
  responseErrorCodes.truncateError,
  responseErrorCodes.writeTimeout,
  responseErrorCodes.readTimeout,
  responseErrorCodes.readFailure,
  responseErrorCodes.writeFailure,
]);

/**
 * What a caller may know of a driver error: that the database is away or too slow now (`unavailable`), that this
 * process asks too much of it (`resource-exhausted`), or that something is wrong here (`internal`). The driver's
 * own text names hosts and statements: it stays in `cause`.
 */
export function domainErrorOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof errors.BusyConnectionError) return busy(error);
  if (error instanceof errors.NoHostAvailableError) {
    const inner = Object.values((error.innerErrors ?? {}) as Record<string, unknown>);
    return inner.some((each) => each instanceof errors.BusyConnectionError)
      ? busy(error)
      : unavailable(error);
  }
  if (error instanceof errors.OperationTimedOutError || isConnectionLost(error)) return unavailable(error);
  if (error instanceof errors.ResponseError && TRANSIENT_CODES.has(error.code)) return unavailable(error);
  return new DomainError('internal', 'a statement failed', { cause: error });
}

/** What the driver says, as a plain error, when a statement must be prepared first and there is nowhere to do it. */
const NO_CONNECTION = 'No connection available';

/**
 * Two ways in which an outage shows that have no class of their own: the connection breaks under a statement that must
 * not be repeated (a mark), or there is none to prepare a statement on (a text).
 */
function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { isSocketError?: boolean }).isSocketError === true || error.message === NO_CONNECTION;
}

/** What is said of a statement that took too long. */
export function databaseIsLate(): DomainError {
  return unavailable(undefined);
}

function unavailable(cause: unknown): DomainError {
  return new DomainError('unavailable', 'the database did not answer: try again later', { cause });
}

function busy(cause: unknown): DomainError {
  return new DomainError('resource-exhausted', 'too many requests to the database at once: try again later', {
    cause,
  });
}
