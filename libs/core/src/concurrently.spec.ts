import { concurrently } from './concurrently';
import { pause } from './pause';

describe('work on many items, concurrently', () => {
  it('is done for every item, for no more than the limit at a time', async () => {
    const done: number[] = [];
    let inside = 0;
    let most = 0;
    await concurrently([...Array(20).keys()], 4, async (item) => {
      most = Math.max(most, ++inside);
      await pause(1);
      inside--;
      done.push(item);
    });
    expect(most).toBe(4);
    expect(done.sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  });

  it('begins nothing after a failure, and rejects with it when what is in flight has ended', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    await expect(
      concurrently([...Array(20).keys()], 3, async (item) => {
        begun.push(item);
        if (item === 1) throw new Error('no');
        await pause(5);
        ended.push(item);
      }),
    ).rejects.toThrow('no');
    expect(begun).toEqual([0, 1, 2]);
    expect(ended).toEqual([0, 2]);
  });

  it('is none for no items', () => concurrently([], 3, () => Promise.reject(new Error('never'))));
});
