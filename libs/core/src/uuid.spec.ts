import { isTimeUuid, isUuid, timeOfTimeUuid } from './uuid';

describe('ids', () => {
  it('take either letter case and any version, in 36 characters', () => {
    expect(isUuid('A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11')).toBe(true);
    expect(isUuid('00000000-0000-0000-0000-000000000000')).toBe(true);
  });

  it.each([
    '',
    'a0eebc999c0b4ef8bb6d6bb9bd380a11',
    '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g',
  ])('refuse %p', (text) => expect(isUuid(text)).toBe(false));

  it('are time-based in version 1 only', () => {
    expect(isTimeUuid('d2177dd0-eaa2-11de-a572-001b779c76e3')).toBe(true);
    expect(isTimeUuid('d2177dd0-eaa2-41de-a572-001b779c76e3')).toBe(false);
    expect(isTimeUuid('d2177dd0-eaa2-1')).toBe(false);
  });

  it.each([
    // One as Python's uuid module reads it, and the two ends of the 60-bit clock.
    ['d2177dd0-eaa2-11de-a572-001b779c76e3', 1_261_009_589_805n],
    ['00000000-0000-1000-8000-000000000000', BigInt(Date.UTC(1582, 9, 15))],
    ['ffffffff-ffff-1fff-8000-000000000000', 103_072_857_660_684n],
  ])('tell the time inside %s', (id, ms) => expect(timeOfTimeUuid(id)).toBe(ms));
});
