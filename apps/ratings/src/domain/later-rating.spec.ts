import { endOf, isLater } from './later-rating';

describe('a rating that follows another', () => {
  it.each([
    ['the time of the other is not known', 5_000_999n, undefined, true],
    ['it is later by a millisecond', 6_000_000n, 5_000_999n, true],
    ['it is of the same millisecond', 5_000_999n, 5_000_000n, false],
    ['it is of the same time', 5_000_000n, 5_000_000n, false],
    ['it is earlier', 4_000_000n, 5_000_000n, false],
  ])('%s: %d after %d is %s', (_, at, standing, expected) => {
    expect(isLater(at, standing)).toBe(expected);
  });

  it.each([5_000_000n, 5_000_999n])('may have any time after the end of its millisecond (%d)', (ratedAt) => {
    expect(isLater(endOf(ratedAt), ratedAt)).toBe(false);
    expect(isLater(endOf(ratedAt) + 1n, ratedAt)).toBe(true);
  });
});
