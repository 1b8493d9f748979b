import { DomainError } from '@killrvideo/core';

/** The handler of an rpc that the benchmark does not call. */
export function notMeasured(): Promise<never> {
  return Promise.reject(new DomainError('failed-precondition', 'not measured'));
}
