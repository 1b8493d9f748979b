import { DomainError } from '@killrvideo/core';
import { errors, types } from 'cassandra-driver';

import { domainErrorOf } from './domain-error-of';

const SECRET = 'SELECT secret FROM t at 10.0.0.1';
const busy = new errors.BusyConnectionError('10.0.0.1', 2048, 1);
const noHost = (inner: object) => new errors.NoHostAvailableError(inner, SECRET);
const response = (code: number) => new errors.ResponseError(code, SECRET);

describe('a driver error', () => {
  it.each([
    ['unavailable', noHost({ '10.0.0.1': new Error(SECRET) })],
    ['unavailable', noHost({})],
    ['unavailable', new errors.OperationTimedOutError(SECRET, '10.0.0.1')],
    ['unavailable', Object.assign(new Error(SECRET), { isSocketError: true })],
    ['unavailable', new Error('No connection available')],
    ['unavailable', response(types.responseErrorCodes.writeTimeout)],
    ['unavailable', response(types.responseErrorCodes.overloaded)],
    ['resource-exhausted', busy],
    ['resource-exhausted', noHost({ '10.0.0.1': busy })],
    ['internal', response(types.responseErrorCodes.syntaxError)],
    ['internal', new TypeError(SECRET)],
  ])('becomes %s without its own text', (kind, error) => {
    const translated = domainErrorOf(error);
    expect(translated.kind).toBe(kind);
    expect(translated.cause).toBe(error);
    expect(translated.message).not.toMatch(/secret|10\.0/);
  });

  it('leaves a DomainError as it is', () => {
    const error = new DomainError('deadline-exceeded', 'late');
    expect(domainErrorOf(error)).toBe(error);
  });
});
