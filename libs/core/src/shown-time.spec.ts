import { FIRST_MS, LAST_MS, shownTime, wholeMs } from './shown-time';

it.each([
  [0n, 0n],
  [-1n, -1n],
  [FIRST_MS, BigInt(Date.parse('0001-01-01T00:00:00.000Z'))],
  [FIRST_MS - 1n, FIRST_MS],
  [-(2n ** 63n), FIRST_MS],
  [LAST_MS, BigInt(Date.parse('9999-12-31T23:59:59.999Z'))],
  [LAST_MS + 1n, LAST_MS],
  [2n ** 63n - 1n, LAST_MS],
])('the time %s is shown as %s', (ms, shown) => expect(shownTime(ms)).toBe(shown));

it.each([
  [{ seconds: 0n, nanos: 0 }, 0n],
  [{ seconds: -1n, nanos: 999_999_999 }, -1n],
  [{ seconds: 1_400_000_000n, nanos: 123_456_789 }, 1_400_000_000_123n],
  [{ seconds: 253_402_300_799n, nanos: 999_000_000 }, LAST_MS],
])('%j is in whole milliseconds', (timestamp, ms) => expect(wholeMs(timestamp)).toBe(ms));
