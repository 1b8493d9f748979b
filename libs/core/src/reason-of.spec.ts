import { reasonOf } from './reason-of';

describe('the reason of a failure', () => {
  it.each([
    ['its own words', new Error('no route'), 'no route'],
    [
      'those of the innermost cause',
      new Error('a', { cause: new Error('b', { cause: new Error('c') }) }),
      'c',
    ],
    [
      'those of the first try',
      new AggregateError([new Error('refused'), new Error('late')], 'all'),
      'refused',
    ],
    [
      'those of the first host',
      Object.assign(new Error('All host(s) tried for query failed.'), {
        innerErrors: { '10.0.0.1:9042': new Error('connect ECONNREFUSED 10.0.0.1:9042') },
      }),
      'connect ECONNREFUSED 10.0.0.1:9042',
    ],
    ['a name where there are no words', new TypeError(), 'TypeError'],
    ['whatever was thrown', 7, '7'],
  ])('is %s', (_what, error, reason) => expect(reasonOf(error)).toBe(reason));

  it('is one line within bounds', () => {
    const reason = reasonOf(new Error(`first\nsecond ${'x'.repeat(1000)}`));
    expect(reason).not.toContain('\n');
    expect(reason.length).toBeLessThanOrEqual(300);
  });
});
