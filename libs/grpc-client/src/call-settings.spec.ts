import { ownCall } from '@killrvideo/core';

import { timeLeftMs } from './call-settings';

describe('the time of a call', () => {
  const NOW = 5000;
  beforeEach(() => void jest.spyOn(performance, 'now').mockReturnValue(NOW));
  afterEach(() => void jest.restoreAllMocks());

  const call = (ms: number) => ownCall('test', NOW + ms);

  it.each([
    ['is the usual', {}, 10_000],
    ['is its own', { timeoutMs: 20 }, 20],
    ['has no end', { timeoutMs: 'none' as const }, Infinity],
    ['ends 50 ms before the call that it is made for', { call: call(2000) }, 1950],
    ['leaves a tenth of the time to a call that has little', { call: call(100) }, 90],
    ['is the shorter of the two', { call: call(2000), timeoutMs: 300 }, 300],
    [
      'ends with the call that it is made for, whatever it wants',
      { call: call(2000), timeoutMs: 'none' as const },
      1950,
    ],
  ])('%s', (_, settings, ms) => expect(timeLeftMs(settings, 10_000)).toBe(ms));

  it.each([0, -30])('is over with the call that it is made for, %i ms before its end', (ms) => {
    expect(timeLeftMs({ call: call(ms) }, 10_000)).toBeLessThanOrEqual(0);
  });
});
