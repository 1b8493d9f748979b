import { DomainError, MustBeLater, type CallContext } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import { groupCommit } from './group-commit';
import type { StandingRating } from './rating';
import type { RatingSum } from './rating-sum';
import type { Batch, Stored } from './store-ratings';

const SUM = { count: 1n, total: 5n };

/** A store whose batches end when the test says so. */
function heldStore() {
  const batches: {
    batch: Batch;
    call: CallContext;
    end: (sum?: RatingSum, later?: [string, StandingRating][]) => void;
    fail: (e: Error) => void;
  }[] = [];
  const store = (batch: Batch, call: CallContext) =>
    new Promise<Pick<Stored, 'sum' | 'given'>>((resolve, reject) => {
      const given = new Map<string, StandingRating>(
        [...batch.wanted].map(([userId, { stars, at }]) => [userId, { stars, ratedAt: at }]),
      );
      const end = (sum?: RatingSum, later: [string, StandingRating][] = []) =>
        resolve({ sum, given: new Map([...given, ...later]) });
      batches.push({ batch, call, end, fail: reject });
    });
  const { rate, load } = groupCommit(store);
  let sent = 0n;
  return {
    batches,
    load,
    /** Each is sent a second after the one before. */
    rate: (...[rating, call]: [ReturnType<typeof ratingOf>, CallContext]) =>
      rate(rating, (sent += 1_000_000n), call),
    rateAt: rate,
  };
}

const ratingOf = (userId: string, stars = 5, videoId = 'video') => ({ videoId, userId, stars });
const settle = () => new Promise((resolve) => setImmediate(resolve));
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'OK',
    (error: DomainError) => error.kind,
  );

describe('ratings of one video', () => {
  it('tell how many batches are under way, and how many wait', async () => {
    const { batches, rate, load } = heldStore();
    const answers = ['ada', 'bob', 'eve'].map((userId) => rate(ratingOf(userId), testCall()));
    answers.push(rate(ratingOf('ada', 5, 'another video'), testCall()));
    expect(load()).toEqual({ batches: 2, waiting: 2 });
    for (let ended = 0; ended < 3; ended++) {
      batches[ended]?.end(SUM);
      await settle();
    }
    await Promise.all(answers);
    expect(load()).toEqual({ batches: 0, waiting: 0 });
  });

  it('go alone when nobody waits, and together when a batch is under way', async () => {
    const { batches, rate } = heldStore();
    const answers = ['ada', 'bob', 'eve'].map((userId) => outcome(rate(ratingOf(userId), testCall())));
    expect(batches.map(({ batch }) => [...batch.wanted.keys()])).toEqual([['ada']]);
    batches[0]?.end(SUM);
    expect(await answers[0]).toBe('OK');
    expect(batches.map(({ batch }) => [...batch.wanted.keys()])).toEqual([['ada'], ['bob', 'eve']]);
    expect(batches[1]?.batch.guess).toEqual(SUM); // as the batch before left it
    batches[1]?.end(SUM);
    expect(await Promise.all(answers)).toEqual(['OK', 'OK', 'OK']);
  });

  it('do not wait for other videos, and are forgotten when none is left', async () => {
    const { batches, rate } = heldStore();
    void rate(ratingOf('ada', 5, 'one'), testCall());
    void rate(ratingOf('ada', 5, 'two'), testCall());
    expect(batches.map(({ batch }) => batch.videoId)).toEqual(['one', 'two']);
    batches[0]?.end(SUM);
    await settle();
    void rate(ratingOf('bob', 5, 'one'), testCall());
    expect(batches[2]?.batch).toMatchObject({ videoId: 'one', guess: undefined });
  });

  it('by one user in a batch: the latest wins, and all are answered; those that it overtook never stood', async () => {
    const { batches, rateAt } = heldStore();
    void rateAt(ratingOf('ada'), 1n, testCall());
    const answers = ([1, 4, 2] as const).map((stars, index) =>
      rateAt(ratingOf('bob', stars), [20n, 40n, 30n][index]!, testCall()),
    );
    batches[0]?.end();
    await settle();
    expect([...(batches[1]?.batch.wanted ?? [])]).toEqual([['bob', { stars: 4, at: 40n }]]);
    batches[1]?.end();
    expect(await Promise.all(answers)).toEqual([false, true, false]);
  });

  it.each([
    ['a later one stands', { stars: 5, ratedAt: 7100n }, 7999n],
    ['another one of its very time stands', { stars: 1, ratedAt: 5000n }, 5999n],
  ])('must be sent again after the end of the millisecond in which %s', async (_, standing, than) => {
    const { batches, rateAt } = heldStore();
    const answer = rateAt(ratingOf('ada'), 5000n, testCall());
    batches[0]?.end(SUM, [['ada', standing]]);
    await expect(answer).rejects.toMatchObject(new MustBeLater(than));
  });

  it('are at most 100 users in a batch', async () => {
    const { batches, rate } = heldStore();
    for (let user = 0; user <= 150; user++) void rate(ratingOf(`user ${user}`), testCall());
    for (let index = 0; index < 3; index++) {
      batches[index]?.end(SUM);
      await settle();
    }
    expect(batches.map(({ batch }) => batch.wanted.size)).toEqual([1, 100, 50]);
  });

  it('are dropped when they expired or were given up before their batch was begun', async () => {
    const { batches, rate } = heldStore();
    void rate(ratingOf('ada'), testCall());
    const [late, abandoned] = [testCall(), testCall()];
    const answers = [
      outcome(rate(ratingOf('late', 1), late)),
      outcome(rate(ratingOf('abandoned', 1), abandoned)),
      outcome(rate(ratingOf('bob', 3), testCall())),
    ];
    late.end('deadline-exceeded');
    abandoned.end();
    batches[0]?.end();
    await settle();
    expect([...(batches[1]?.batch.wanted.keys() ?? [])]).toEqual(['bob']);
    batches[1]?.end();
    expect(await Promise.all(answers)).toEqual(['deadline-exceeded', 'cancelled', 'OK']);
  });

  it('are refused past 500 that wait; those that nobody waits for make room', async () => {
    const { batches, rate } = heldStore();
    const first = testCall();
    void rate(ratingOf('ada'), testCall());
    const given = outcome(rate(ratingOf('given up'), first));
    for (let user = 1; user < 500; user++) void rate(ratingOf(`user ${user}`), testCall());
    await expect(rate(ratingOf('one more'), testCall())).rejects.toMatchObject({
      kind: 'resource-exhausted',
      isNothingBegun: true,
    });
    first.end();
    const admitted = outcome(rate(ratingOf('one more'), testCall()));
    expect(await given).toBe('cancelled');
    for (let index = 0; index < 6; index++) {
      batches[index]?.end();
      await settle();
    }
    expect(await admitted).toBe('OK');
  });

  it('fail together, and the next batch begins without a guess', async () => {
    const { batches, rate } = heldStore();
    const failed = outcome(rate(ratingOf('ada'), testCall()));
    const next = outcome(rate(ratingOf('bob'), testCall()));
    batches[0]?.fail(new DomainError('unavailable', 'no answer'));
    expect(await failed).toBe('unavailable');
    await settle();
    expect(batches[1]?.batch.guess).toBeUndefined();
    batches[1]?.end();
    expect(await next).toBe('OK');
  });

  it('have as long as the most patient of them, 10 s at most, and end when nobody waits', async () => {
    const { batches, rate } = heldStore();
    void rate(ratingOf('ada'), testCall());
    const [hurried, patient] = [testCall(1000), testCall(5000)];
    void rate(ratingOf('bob'), hurried);
    void rate(ratingOf('eve'), patient);
    batches[0]?.end();
    await settle();
    expect(batches[0]!.call.deadline).toBeLessThan(performance.now() + 10_001);
    expect(batches[1]!.call.deadline).toBe(patient.deadline);
    hurried.end();
    expect(batches[1]!.call.over).toBeUndefined();
    patient.end();
    expect(batches[1]!.call.over).toBe('cancelled');
    expect(batches[0]!.call.over).toBe('cancelled'); // done
  });

  it('tell callers that still wait when the batch has run out of time that they may count or not', async () => {
    const { batches, rate } = heldStore();
    const answer = rate(ratingOf('ada'), testCall(60_000));
    batches[0]?.fail(new DomainError('deadline-exceeded', 'late'));
    await expect(answer).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('may count or not') as string,
    });
  });
});
