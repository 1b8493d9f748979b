import { writeClock, type WriteClock } from './write-clock';

const three = (clock: WriteClock) => [clock.now(), clock.now(), clock.now()];

describe('the clock of writes', () => {
  it('gives each time once, also within a millisecond', () => {
    expect(three(writeClock(() => 1000))).toEqual([1_000_000n, 1_000_001n, 1_000_002n]);
  });

  it('goes on when the clock of the machine is set back', () => {
    const times = [2000, 1000, 2001];
    expect(three(writeClock(() => times.shift() ?? 0))).toEqual([2_000_000n, 2_000_001n, 2_001_000n]);
  });

  it('goes on after what others have written, whose clocks are ahead', () => {
    const clock = writeClock(() => 1000);
    clock.goPast(1_500_000n);
    clock.goPast(1_200_000n);
    expect(three(clock)).toEqual([1_500_001n, 1_500_002n, 1_500_003n]);
  });

  it('does not follow a clock that is wrong by a minute or more', () => {
    const clock = writeClock(() => 1000);
    clock.goPast(61_000_000n);
    expect(clock.now()).toBe(1_000_000n);
    expect(clock.afterAll()).toBe(61_000_001n);
    clock.goPast(60_999_999n);
    expect(clock.now()).toBe(61_000_000n);
  });
});
