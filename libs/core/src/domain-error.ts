/** What went wrong, in the words of the domain; libs/grpc maps every kind to its status. */
export type DomainErrorKind =
  | 'invalid-argument'
  | 'not-found'
  | 'already-exists'
  | 'unauthenticated'
  | 'failed-precondition'
  | 'unavailable'
  | 'deadline-exceeded'
  | 'cancelled'
  | 'resource-exhausted'
  | 'internal';

/**
 * The one error type that reaches callers. The message is shown to them as it is, so it never holds driver text,
 * hosts or CQL; what caused it goes into `cause`, which only the log shows.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  /** What the log says in place of the message, where that holds what is not to be logged, such as an e-mail address. */
  readonly logAs: string | undefined;
  /** It is certain that nothing was begun, also where the kind alone does not say so. */
  readonly isNothingBegun: boolean;

  constructor(
    readonly kind: DomainErrorKind,
    message: string,
    options?: { cause?: unknown; logAs?: string; isNothingBegun?: boolean },
  ) {
    super(message, options);
    this.logAs = options?.logAs;
    this.isNothingBegun = options?.isNothingBegun ?? false;
  }
}
