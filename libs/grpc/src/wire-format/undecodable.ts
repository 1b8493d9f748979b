import { DomainError } from '@killrvideo/core';

/** What is said of a message that is not well formed; `problem` says in a few words why. */
export function undecodable(problem: string, cause?: unknown): DomainError {
  return new DomainError('invalid-argument', `the message does not decode: ${problem}`, { cause });
}
