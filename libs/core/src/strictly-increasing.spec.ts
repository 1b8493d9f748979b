import { strictlyIncreasing } from './strictly-increasing';

function readings(...times: number[]): number[] {
  let next = 0;
  const clock = strictlyIncreasing(() => times[next++] ?? NaN);
  return times.map(() => clock());
}

describe('a strictly increasing clock', () => {
  it('tells the time', () => expect(readings(1000, 1001, 2000)).toEqual([1000, 1001, 2000]));

  it('tells no millisecond twice', () => expect(readings(1000, 1000, 1000)).toEqual([1000, 1001, 1002]));

  it('goes on when the system clock is set back, and follows it again when it has caught up', () =>
    expect(readings(1000, 400, 401, 1500)).toEqual([1000, 1001, 1002, 1500]));
});
