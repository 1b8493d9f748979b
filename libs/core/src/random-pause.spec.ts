import { randomPauseMs } from './random-pause';

it.each([
  [1, 10],
  [2, 20],
  [4, 80],
  [7, 500],
  [5000, 500],
])('the pause after %d tries is random, and at most %d ms', (tries, ceilingMs) => {
  const pauses = Array.from({ length: 200 }, () => randomPauseMs(tries));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(ceilingMs);
  expect(Math.max(...pauses)).toBeGreaterThan(ceilingMs / 2);
});
