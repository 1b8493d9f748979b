import { isTimeUuid, timeOfTimeUuid } from '@killrvideo/core';

import { timeUuidOf, uuidOf } from './ids';

const NOW = Date.UTC(2026, 0, 1, 12, 30, 15, 987);

describe('ids of a seed', () => {
  it('are the same for the same thing, and others for others', () => {
    expect(uuidOf(1, 'user', 7)).toBe(uuidOf(1, 'user', 7));
    expect(timeUuidOf(NOW, 1, 'comment', 'a', 7)).toBe(timeUuidOf(NOW, 1, 'comment', 'a', 7));
    const others = [uuidOf(1, 'user', 7), uuidOf(2, 'user', 7), uuidOf(1, 'user', 8), uuidOf(1, 'video', 7)];
    expect(new Set(others).size).toBe(4);
  });

  it('are UUIDs of version 4, or of version 1 with the time they were given', () => {
    for (let index = 0; index < 50; index++) {
      expect(uuidOf(3, 'user', index)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      const id = timeUuidOf(NOW + index, 3, 'comment', index);
      expect(isTimeUuid(id)).toBe(true);
      expect(id).toMatch(/-[89ab][0-9a-f]{3}-[0-9a-f][13579bdf][0-9a-f]{10}$/);
      expect(timeOfTimeUuid(id)).toBe(BigInt(NOW + index));
    }
  });

  it('of one millisecond differ', () => {
    const ids = Array.from({ length: 200 }, (_, number) => timeUuidOf(NOW, 1, 'comment', number));
    expect(new Set(ids).size).toBe(200);
  });
});
