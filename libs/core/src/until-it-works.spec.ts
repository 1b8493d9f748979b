import { isToldAt, retryPauseMs, untilItWorks } from './until-it-works';

describe('trying until it works', () => {
  it('pauses for 250 ms, doubling to 2 s', () =>
    expect([1, 2, 3, 4, 5, 1000].map(retryPauseMs)).toEqual([250, 500, 1000, 2000, 2000, 2000]));

  it('tells of ever fewer failures', () =>
    expect([1, 2, 3, 4, 5, 6, 7, 8, 16].filter(isToldAt)).toEqual([1, 2, 4, 8, 16]));

  it('ends when it works, and tells the whole error at the first failure only', async () => {
    const error = new Error('not yet');
    const failed: unknown[] = [];
    let tries = 0;
    const work = async () => {
      if (++tries < 3) throw error;
    };
    const { signal } = new AbortController();
    expect(await untilItWorks(work, signal, (_, attempt) => failed.push(attempt))).toBe(true);
    expect(failed).toEqual([
      { tries: 1, tells: true, whole: { err: error } },
      { tries: 2, tells: true, whole: {} },
    ]);
  });

  it('ends at an abort, also in a pause', async () => {
    const stop = new AbortController();
    const work = () => Promise.reject(new Error('never'));
    expect(await untilItWorks(work, stop.signal, () => stop.abort())).toBe(false);
  });
});
