import { DomainError } from '@killrvideo/core';
import { Metadata, status } from '@grpc/grpc-js';

import { CallFailed } from './call-failed';
import { domainErrorOf, tellsOfAnother } from './domain-error-of';

const DETAILS = 'said by whoever was called at 10.0.0.1';
const failed = (code: status): CallFailed =>
  new CallFailed('/test.Echo/Say', { code, details: DETAILS, trailer: new Metadata() });

describe('a call that failed', () => {
  it.each([
    [status.INVALID_ARGUMENT, 'invalid-argument'],
    [status.NOT_FOUND, 'not-found'],
    [status.ALREADY_EXISTS, 'already-exists'],
    [status.UNAUTHENTICATED, 'unauthenticated'],
    [status.FAILED_PRECONDITION, 'failed-precondition'],
    [status.RESOURCE_EXHAUSTED, 'resource-exhausted'],
  ])('with status %i is %s in the words of the service', (code, kind) => {
    const cause = failed(code);
    expect(domainErrorOf(cause)).toMatchObject({ kind, message: DETAILS, cause });
  });

  it.each([
    [status.UNAVAILABLE, 'unavailable', 'test.Echo is away: try again later'],
    [status.DEADLINE_EXCEEDED, 'deadline-exceeded', 'test.Echo did not answer in time'],
    [status.CANCELLED, 'cancelled', 'test.Echo was not waited for'],
    [status.INTERNAL, 'internal', 'a call to another service failed'],
    [status.UNIMPLEMENTED, 'internal', 'a call to another service failed'],
    [status.UNKNOWN, 'internal', 'a call to another service failed'],
  ])('with status %i is %s in words that name no host', (code, kind, message) => {
    const cause = failed(code);
    expect(domainErrorOf(cause)).toMatchObject({ kind, message, cause });
  });
});

describe('what else was thrown', () => {
  it('is internal', () => {
    const cause = new TypeError('x is undefined');
    expect(domainErrorOf(cause)).toMatchObject({ kind: 'internal', cause });
  });

  it('stays what it is where it is a DomainError', () => {
    const error = new DomainError('not-found', 'there is no such video');
    expect(domainErrorOf(error)).toBe(error);
  });
});

describe('an answer', () => {
  it.each([status.UNAVAILABLE, status.DEADLINE_EXCEEDED, status.CANCELLED])(
    'with status %i tells of a service further down where its words are those for that, and not by its status alone',
    (code) => {
      const { message } = domainErrorOf(failed(code));
      expect(tellsOfAnother({ code, details: message })).toBe(true);
      expect(tellsOfAnother({ code, details: DETAILS })).toBe(false);
    },
  );

  it('with another status does not, whatever its words', () => {
    const details = 'test.Echo is away: try again later';
    expect(tellsOfAnother({ code: status.NOT_FOUND, details })).toBe(false);
  });
});
