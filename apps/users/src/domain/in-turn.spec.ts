import { inTurn } from './in-turn';

const ticks = () => new Promise((resolve) => setImmediate(resolve));

describe('work in turn', () => {
  it('of one key goes one after the other, of several at once', async () => {
    const run = inTurn();
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) => () => {
      begun.push(name);
      return new Promise<void>((end) => ends.push(end));
    };
    const all = [run('a', work('a1')), run('a', work('a2')), run('b', work('b1')), run('a', work('a3'))];
    await ticks();
    expect(begun).toEqual(['a1', 'b1']);
    while (ends.length > 0) {
      ends.shift()?.();
      await ticks();
    }
    await Promise.all(all);
    expect(begun).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('goes on after work that failed', async () => {
    const run = inTurn();
    const failed = run('a', () => Promise.reject(new Error('broken')));
    const next = run('a', async () => 'done');
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe('done');
  });

  it('begins after a second, whether or not the one before has ended', async () => {
    jest.useFakeTimers();
    const run = inTurn();
    void run('a', () => new Promise(() => {}));
    const next = run('a', async () => 'done');
    await jest.advanceTimersByTimeAsync(1000);
    expect(await next).toBe('done');
    jest.useRealTimers();
  });
});
