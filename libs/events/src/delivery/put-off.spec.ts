import { putOffMs } from './put-off';

describe('the time for which something is put off', () => {
  it('grows up to a bound', () => {
    const longest = [1, 2, 3, 9, 10, 2000].map((tries) => putOffMs(tries, 30_000, () => 1));
    expect(longest).toEqual([100, 200, 400, 25_600, 30_000, 30_000]);
  });

  it('is random from nothing on', () => {
    expect(putOffMs(5, 30_000, () => 0)).toBe(0);
  });
});
