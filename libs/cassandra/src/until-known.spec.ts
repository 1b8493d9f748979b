import { DomainError } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import { untilKnown } from './until-known';

const unavailable = () => new DomainError('unavailable', 'the database did not answer');

function failing(times: number, error: Error = unavailable()) {
  let attempts = 0;
  return {
    attempt: () => (attempts++ < times ? Promise.reject(error) : Promise.resolve('known')),
    attempts: () => attempts,
  };
}

describe('an attempt whose outcome may stay unknown', () => {
  it('is made again until it is known', async () => {
    const { attempt, attempts } = failing(3);
    expect(await untilKnown(testCall(), attempt)).toBe('known');
    expect(attempts()).toBe(4);
  });

  it('is given up when the call has no time left, with what was wrong', async () => {
    const { attempt } = failing(Infinity);
    await expect(untilKnown(testCall(300), attempt)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('is not made again for nobody', async () => {
    const call = testCall();
    const { attempt, attempts } = failing(Infinity);
    const waiting = untilKnown(call, attempt);
    call.end();
    await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' });
    expect(attempts()).toBe(1);
  });

  it('passes every other error on at once', async () => {
    const { attempt, attempts } = failing(1, new DomainError('internal', 'a statement failed'));
    await expect(untilKnown(testCall(), attempt)).rejects.toMatchObject({ kind: 'internal' });
    expect(attempts()).toBe(1);
  });
});
