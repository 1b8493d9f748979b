import { timestampOfMs } from './timestamp';

const LAST = { seconds: 253_402_300_799n, nanos: 999_000_000 };
const FIRST = { seconds: -62_135_596_800n, nanos: 0 };

it.each([
  [0n, { seconds: 0n, nanos: 0 }],
  [1_400_000_000_123n, { seconds: 1_400_000_000n, nanos: 123_000_000 }],
  [-1n, { seconds: -1n, nanos: 999_000_000 }],
  [-1000n, { seconds: -1n, nanos: 0 }],
  [253_402_300_799_999n, LAST],
  [253_402_300_800_000n, LAST],
  [1_700_000_000_000_000_000n, LAST], // nanoseconds
  [2n ** 63n - 1n, LAST],
  [-62_135_596_800_000n, FIRST],
  [-62_135_596_800_001n, FIRST],
  [-(2n ** 63n), FIRST],
])('%s ms is a Timestamp of the years 0001 to 9999', (ms, timestamp) =>
  expect(timestampOfMs(ms)).toEqual(timestamp),
);
