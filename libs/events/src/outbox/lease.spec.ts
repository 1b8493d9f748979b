import { DomainError } from '@killrvideo/core';
import { sleep, testCall } from '@killrvideo/testing';

import { lease } from './lease';

function beating(leaseMs = 10_000) {
  const written: { beat: number; high: number }[] = [];
  const answers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const state = { bucket: 0 };
  const own = lease({
    leaseMs,
    bucketInUse: () => state.bucket,
    write: (beat, high) => {
      written.push({ beat, high });
      return new Promise<void>((resolve, reject) => answers.push({ resolve, reject }));
    },
  });
  return { lease: own, written, answers, state };
}

describe('a lease', () => {
  it('covers a bucket once that is announced', async () => {
    const { lease, written, answers } = beating();
    expect(lease.covers(0)).toBe(false);
    const beat = lease.beat();
    expect(lease.covers(0)).toBe(false);
    answers[0]?.resolve();
    await beat;
    const { high = 0 } = written[0] ?? {};
    expect([lease.covers(0), lease.covers(high), lease.covers(high + 1)]).toEqual([true, true, false]);
  });

  it('ends so long after its last beat was sent, not answered', async () => {
    const { lease, answers } = beating(100);
    const beat = lease.beat();
    await sleep(120);
    answers[0]?.resolve();
    await beat;
    expect(lease.covers(0)).toBe(false);
  });

  it('is renewed for whoever waits for it', async () => {
    const { lease, answers, state } = beating();
    state.bucket = 7;
    const renewed = lease.renew(7, testCall());
    answers[0]?.resolve();
    await renewed;
    expect(lease.covers(7)).toBe(true);
  });

  it('is not there when the database does not answer: whoever waits hears that', async () => {
    const { lease, answers } = beating();
    const renewed = lease.renew(0, testCall());
    answers[0]?.reject(new DomainError('unavailable', 'the database did not answer'));
    await expect(renewed).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(lease.renew(0, testCall(50))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('sends one beat after the other, and one for all who ask meanwhile', async () => {
    const { lease, written, answers } = beating();
    const [first, second, third] = [lease.beat(), lease.beat(), lease.beat()];
    expect(written).toHaveLength(1);
    answers[0]?.resolve();
    await first;
    await sleep(0);
    expect(written.map(({ beat }) => beat)).toEqual([1, 2]);
    answers[1]?.resolve();
    await Promise.all([second, third]);
    expect(written).toHaveLength(2);
  });

  it('announces more before the last bucket is in use', async () => {
    const { lease, written, answers, state } = beating();
    const beat = lease.beat();
    answers[0]?.resolve();
    await beat;
    const { high = 0 } = written[0] ?? {};
    lease.announceNext(0);
    expect(written).toHaveLength(1);
    state.bucket = high - 1;
    lease.announceNext(high - 1);
    expect(written[1]?.high).toBeGreaterThan(high);
    answers[1]?.resolve();
  });
});
