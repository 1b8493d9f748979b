import { isTimeUuid, timeOfTimeUuid } from '@killrvideo/core';

import { timeUuidAt } from './time-uuid';

describe('a time UUID made for a test', () => {
  it.each([0, 1, -1, Date.UTC(2026, 0, 1), Date.UTC(1582, 9, 15), Date.UTC(5000, 0, 1)])(
    'holds the time %p',
    (ms) => {
      const id = timeUuidAt(ms, 9_999);
      expect(isTimeUuid(id)).toBe(true);
      expect(timeOfTimeUuid(id)).toBe(BigInt(ms));
    },
  );
});
