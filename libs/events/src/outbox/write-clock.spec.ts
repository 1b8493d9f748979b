import { writeClock } from './write-clock';

describe('the clock of writes', () => {
  it('gives each time once, also within a millisecond', () => {
    const clock = writeClock(() => 1000);
    expect([clock(), clock(), clock()]).toEqual([1_000_000n, 1_000_001n, 1_000_002n]);
  });

  it('goes on when the clock of the machine is set back', () => {
    const times = [2000, 1000, 2001];
    const clock = writeClock(() => times.shift() ?? 0);
    expect([clock(), clock(), clock()]).toEqual([2_000_000n, 2_000_001n, 2_001_000n]);
  });
});
