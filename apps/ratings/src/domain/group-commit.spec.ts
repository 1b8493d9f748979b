import { DomainError, type CallContext } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import { groupCommit } from './group-commit';
import type { RatingSum } from './rating-sum';
import type { Batch } from './store-ratings';

const SUM = { count: 1n, total: 5n };

/** A store whose batches end when the test says so. */
function heldStore() {
  const batches: {
    batch: Batch;
    call: CallContext;
    end: (sum?: RatingSum) => void;
    fail: (e: Error) => void;
  }[] = [];
  const store = (batch: Batch, call: CallContext) =>
    new Promise<{ sum: RatingSum | undefined }>((resolve, reject) => {
      batches.push({ batch, call, end: (sum) => resolve({ sum }), fail: reject });
    });
  return { batches, ...groupCommit(store) };
}

const rating = (userId: string, stars = 5, videoId = 'video') => ({ videoId, userId, stars });
const settle = () => new Promise((resolve) => setImmediate(resolve));
const outcome = (promise: Promise<void>) =>
  promise.then(
    () => 'OK',
    (error: DomainError) => error.kind,
  );

describe('ratings of one video', () => {
  it('tell how many batches are under way, and how many wait', async () => {
    const { batches, rate, load } = heldStore();
    const answers = ['ada', 'bob', 'eve'].map((userId) => rate(rating(userId), testCall()));
    answers.push(rate(rating('ada', 5, 'another video'), testCall()));
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
    const answers = ['ada', 'bob', 'eve'].map((userId) => outcome(rate(rating(userId), testCall())));
    expect(batches.map(({ batch }) => [...batch.stars.keys()])).toEqual([['ada']]);
    batches[0]?.end(SUM);
    expect(await answers[0]).toBe('OK');
    expect(batches.map(({ batch }) => [...batch.stars.keys()])).toEqual([['ada'], ['bob', 'eve']]);
    expect(batches[1]?.batch.guess).toEqual(SUM); // as the batch before left it
    batches[1]?.end(SUM);
    expect(await Promise.all(answers)).toEqual(['OK', 'OK', 'OK']);
  });

  it('do not wait for other videos, and are forgotten when none is left', async () => {
    const { batches, rate } = heldStore();
    void rate(rating('ada', 5, 'one'), testCall());
    void rate(rating('ada', 5, 'two'), testCall());
    expect(batches.map(({ batch }) => batch.videoId)).toEqual(['one', 'two']);
    batches[0]?.end(SUM);
    await settle();
    void rate(rating('bob', 5, 'one'), testCall());
    expect(batches[2]?.batch).toMatchObject({ videoId: 'one', guess: undefined });
  });

  it('by one user in a batch: the last one wins, and all are answered', async () => {
    const { batches, rate } = heldStore();
    void rate(rating('ada'), testCall());
    const answers = [1, 4, 2].map((stars) => outcome(rate(rating('bob', stars), testCall())));
    batches[0]?.end();
    await settle();
    expect([...(batches[1]?.batch.stars ?? [])]).toEqual([['bob', 2]]);
    batches[1]?.end();
    expect(await Promise.all(answers)).toEqual(['OK', 'OK', 'OK']);
  });

  it('are at most 100 users in a batch', async () => {
    const { batches, rate } = heldStore();
    for (let user = 0; user <= 150; user++) void rate(rating(`user ${user}`), testCall());
    for (let index = 0; index < 3; index++) {
      batches[index]?.end(SUM);
      await settle();
    }
    expect(batches.map(({ batch }) => batch.stars.size)).toEqual([1, 100, 50]);
  });

  it('are dropped when they expired or were given up before their batch was begun', async () => {
    const { batches, rate } = heldStore();
    void rate(rating('ada'), testCall());
    const [late, abandoned] = [testCall(), testCall()];
    const answers = [
      outcome(rate(rating('late', 1), late)),
      outcome(rate(rating('abandoned', 1), abandoned)),
      outcome(rate(rating('bob', 3), testCall())),
    ];
    late.end('deadline-exceeded');
    abandoned.end();
    batches[0]?.end();
    await settle();
    expect([...(batches[1]?.batch.stars.keys() ?? [])]).toEqual(['bob']);
    batches[1]?.end();
    expect(await Promise.all(answers)).toEqual(['deadline-exceeded', 'cancelled', 'OK']);
  });

  it('are refused past 500 that wait; those that nobody waits for make room', async () => {
    const { batches, rate } = heldStore();
    const first = testCall();
    void rate(rating('ada'), testCall());
    const given = outcome(rate(rating('given up'), first));
    for (let user = 1; user < 500; user++) void rate(rating(`user ${user}`), testCall());
    expect(await outcome(rate(rating('one more'), testCall()))).toBe('resource-exhausted');
    first.end();
    const admitted = outcome(rate(rating('one more'), testCall()));
    expect(await given).toBe('cancelled');
    for (let index = 0; index < 6; index++) {
      batches[index]?.end();
      await settle();
    }
    expect(await admitted).toBe('OK');
  });

  it('fail together, and the next batch begins without a guess', async () => {
    const { batches, rate } = heldStore();
    const failed = outcome(rate(rating('ada'), testCall()));
    const next = outcome(rate(rating('bob'), testCall()));
    batches[0]?.fail(new DomainError('unavailable', 'no answer'));
    expect(await failed).toBe('unavailable');
    await settle();
    expect(batches[1]?.batch.guess).toBeUndefined();
    batches[1]?.end();
    expect(await next).toBe('OK');
  });

  it('have as long as the most patient of them, 10 s at most, and end when nobody waits', async () => {
    const { batches, rate } = heldStore();
    void rate(rating('ada'), testCall());
    const [hurried, patient] = [testCall(1000), testCall(5000)];
    void rate(rating('bob'), hurried);
    void rate(rating('eve'), patient);
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
    const answer = rate(rating('ada'), testCall(60_000));
    batches[0]?.fail(new DomainError('deadline-exceeded', 'late'));
    await expect(answer).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('may count or not') as string,
    });
  });
});
