import { dayBefore, dayBucket, daysBack } from './day-bucket';

describe('day buckets', () => {
  it.each([
    [0, '19700101'],
    [Date.UTC(2026, 10, 25), '20261125'],
    [Date.UTC(2026, 10, 25) - 1, '20261124'],
    [Date.UTC(2024, 1, 29, 23, 59, 59, 999), '20240229'],
  ])('hold the day in UTC of %d', (ms, bucket) => expect(dayBucket(ms)).toBe(bucket));

  it('go back over months and leap days', () => {
    expect([...daysBack('20240302', '20240227')]).toEqual([
      '20240302',
      '20240301',
      '20240229',
      '20240228',
      '20240227',
    ]);
    expect([...daysBack('20260101', '20260102')]).toEqual([]);
    expect(dayBefore(Date.UTC(2026, 0, 3), 7)).toBe('20251227');
  });
});
