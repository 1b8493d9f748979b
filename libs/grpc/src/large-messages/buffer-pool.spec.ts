import { bufferPool } from './buffer-pool';

const MiB = 1024 * 1024;

describe('pooled buffers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are used again when they were given back, and never by two at once', () => {
    const pool = bufferPool(10 * MiB);
    const [first, second] = [pool.take(MiB), pool.take(MiB)];
    expect(first.buffer).not.toBe(second.buffer);
    pool.giveBack(first.subarray(5, 500));
    pool.giveBack(first); // a second time: nothing happens
    expect(pool.take(0.9 * MiB).buffer).toBe(first.buffer);
    expect(pool.take(0.9 * MiB).buffer).not.toBe(first.buffer);
  });

  it('are as large as wanted, and not many times larger', () => {
    const pool = bufferPool(10 * MiB);
    const large = pool.take(MiB);
    pool.giveBack(large);
    expect(pool.take(MiB + 1).length).toBe(MiB + 1);
    expect(pool.take(MiB / 4 - 1).buffer).not.toBe(large.buffer);
    expect(pool.take(MiB / 4).buffer).toBe(large.buffer);
  });

  it('are let go when nobody has wanted them for a while', () => {
    const pool = bufferPool(10 * MiB);
    const buffer = pool.take(MiB);
    pool.giveBack(buffer);
    jest.advanceTimersByTime(10_000);
    expect(pool.take(MiB).buffer).not.toBe(buffer.buffer);
  });

  it('are not mixed up with others', () => {
    const pool = bufferPool(10 * MiB);
    const other = Buffer.alloc(MiB);
    pool.giveBack(other);
    expect(pool.take(MiB).buffer).not.toBe(other.buffer);
  });

  it('are kept up to a bound, those that were used last', () => {
    const pool = bufferPool(3 * MiB);
    const taken = Array.from({ length: 4 }, () => pool.take(MiB));
    for (const each of taken) pool.giveBack(each);
    const again = Array.from({ length: 4 }, () => pool.take(MiB).buffer);
    expect(again.slice(0, 3)).toEqual([taken[3]!.buffer, taken[2]!.buffer, taken[1]!.buffer]);
    expect(again[3]).not.toBe(taken[0]!.buffer);
  });

  it('are not kept when they are small', () => {
    const pool = bufferPool(MiB);
    const small = pool.take(8000);
    pool.giveBack(small);
    expect(small.length).toBe(8000);
    expect(small.byteOffset % 8).toBe(0);
    expect(pool.take(8000)).not.toBe(small);
  });
});
