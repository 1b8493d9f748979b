import { parseTime } from './parse-time';

const T = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

describe('a time', () => {
  it.each([
    [String(T / 1000), T],
    [String(T), T],
    [`${T}000`, T],
    [`${T}000000`, T],
    ['2026-01-02T03:04:05.678Z', T],
    ['2026-01-02T05:04:05.678+02:00', T],
    ['2026-01-02 03:04:05.678', T],
    ['2026-01-02', Date.UTC(2026, 0, 2)],
    ['0', 0],
    ['-1', -1000],
  ])('is read from %s', (text, expected) => expect(parseTime(text)).toBeCloseTo(expected, 0));

  it.each(['', ' ', 'yesterday', '2026-13-01T00:00:00Z'])('is none in "%s"', (text) =>
    expect(parseTime(text)).toBeNaN(),
  );
});
