import { pause } from '@killrvideo/core';
import { testCall } from '@killrvideo/testing';

import { boundedWork } from './bounded-work';

/** Work that ends when it is told to. */
function job() {
  let end = (): void => {};
  const done = new Promise<void>((resolve) => (end = resolve));
  const work = jest.fn(() => done);
  return { work, end };
}
const bounded = (atWork: number, waiting: number) =>
  boundedWork({ atWork, waiting, tooMany: 'too many jobs' });
const ticks = () => new Promise((resolve) => setImmediate(resolve));

describe('bounded work', () => {
  it('does so much at once, and the rest in the order it came', async () => {
    const { inTurn } = bounded(2, 9);
    const jobs = Array.from({ length: 4 }, job);
    const all = jobs.map(({ work }) => inTurn(testCall(), work));
    await ticks();
    expect(jobs.map(({ work }) => work.mock.calls.length)).toEqual([1, 1, 0, 0]);
    jobs[1]?.end();
    await ticks();
    expect(jobs.map(({ work }) => work.mock.calls.length)).toEqual([1, 1, 1, 0]);
    for (const { end } of jobs) end();
    await Promise.all(all);
  });

  it('tells how much it does, and how much waits', async () => {
    const { inTurn, load } = bounded(1, 9);
    const jobs = [job(), job(), job()];
    const done = jobs.map(({ work }) => inTurn(testCall(), work));
    expect(load()).toEqual({ atWork: 1, waiting: 2 });
    for (const { end } of jobs) end();
    await Promise.all(done);
    expect(load()).toEqual({ atWork: 0, waiting: 0 });
  });

  it('refuses what is more than may wait, and takes more when there is room again', async () => {
    const { inTurn } = bounded(1, 1);
    const [first, second, third] = [job(), job(), job()];
    const done = [inTurn(testCall(), first.work), inTurn(testCall(), second.work)];
    await expect(inTurn(testCall(), third.work)).rejects.toMatchObject({
      kind: 'resource-exhausted',
      message: 'too many jobs',
    });
    first.end();
    second.end();
    await Promise.all(done);
    third.end();
    await inTurn(testCall(), third.work);
  });

  it('drops what nobody waits for any more, undone', async () => {
    const { inTurn } = bounded(1, 2);
    const [first, abandoned, expired, late] = [job(), job(), job(), job()];
    const begun = inTurn(testCall(), first.work);
    const call = testCall();
    const dropped = [inTurn(call, abandoned.work), inTurn(testCall(1), expired.work)];
    call.end();
    await pause(5);
    const made = inTurn(testCall(), late.work); // these two must not keep it out
    await expect(dropped[0]).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(dropped[1]).rejects.toMatchObject({ kind: 'deadline-exceeded' });
    first.end();
    late.end();
    await Promise.all([begun, made]);
    expect([abandoned, expired].map(({ work }) => work.mock.calls.length)).toEqual([0, 0]);
  });

  it('drops it also when its turn comes', async () => {
    const { inTurn } = bounded(1, 5);
    const [first, abandoned, last] = [job(), job(), job()];
    const call = testCall();
    const [begun, dropped, made] = [
      inTurn(testCall(), first.work),
      inTurn(call, abandoned.work),
      inTurn(testCall(), last.work),
    ];
    call.end();
    first.end();
    last.end();
    await expect(dropped).rejects.toMatchObject({ kind: 'cancelled' });
    await Promise.all([begun, made]);
    expect(abandoned.work).not.toHaveBeenCalled();
  });

  it('goes on after work that failed', async () => {
    const { inTurn } = bounded(1, 1);
    await expect(inTurn(testCall(), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await inTurn(testCall(), async () => 'done')).toBe('done');
  });
});
