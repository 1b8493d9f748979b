import { domainErrorOf, CallFailed, type Answer } from '@killrvideo/grpc-client';
import { Metadata, status } from '@grpc/grpc-js';

import { oneMoreTry } from './one-more-try';
import type { RetryBudget } from './retry-budget';

const answer = (code: status, details = ''): Answer<string> => ({ code, details, trailer: new Metadata() });
const AWAY = answer(status.UNAVAILABLE, 'connection lost');
const FINE = answer(status.OK);

/** Makes a call that gets these answers; gives the one that counts, and how often it was made. */
async function made(
  answers: readonly Answer<string>[],
  { leftMs = 1000, someAreWell = true, hasRoom = true } = {},
): Promise<{ code: status; tries: number }> {
  const budget: RetryBudget = { ended: () => {}, hasRoom: () => hasRoom };
  let tries = 0;
  const counts = await oneMoreTry({ someAreWell: () => someAreWell }, budget)<string>(
    async (earlier) => {
      expect(earlier).toBe(tries);
      return answers[tries++] ?? AWAY;
    },
    () => leftMs,
  );
  return { code: counts.code, tries };
}

describe('one more try', () => {
  it('is made of a call that an instance could not take', async () => {
    expect(await made([AWAY, FINE])).toEqual({ code: status.OK, tries: 2 });
  });

  it('is the last', async () => {
    expect(await made([AWAY, AWAY, FINE])).toEqual({ code: status.UNAVAILABLE, tries: 2 });
  });

  it.each([
    status.OK,
    status.NOT_FOUND,
    status.DEADLINE_EXCEEDED,
    status.INTERNAL,
    status.RESOURCE_EXHAUSTED,
  ])('is not made after status %i', async (code) =>
    expect(await made([answer(code), FINE])).toEqual({ code, tries: 1 }),
  );

  it('is not made where a service further down is away', async () => {
    const { message } = domainErrorOf(new CallFailed('/test.Echo/Say', AWAY));
    expect(await made([answer(status.UNAVAILABLE, message), FINE])).toMatchObject({ tries: 1 });
  });

  it.each([
    ['no time is left', { leftMs: 10 }],
    ['no instance is well', { someAreWell: false }],
    ['the budget has no room', { hasRoom: false }],
  ])('is not made where %s', async (_, given) => {
    expect(await made([AWAY, FINE], given)).toEqual({ code: status.UNAVAILABLE, tries: 1 });
  });
});
