import { messageBuffers } from './message-buffers';

describe('buffers for messages', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('are used again when they were given back, and never by two at once', () => {
    const buffers = messageBuffers();
    const [first, second] = [buffers.take(1000), buffers.take(1000)];
    expect(first.buffer).not.toBe(second.buffer);
    buffers.giveBack(first.subarray(5, 500));
    buffers.giveBack(first); // a second time: nothing happens
    expect(buffers.take(900).buffer).toBe(first.buffer);
    expect(buffers.take(900).buffer).not.toBe(first.buffer);
  });

  it('are as large as wanted, and not many times larger', () => {
    const buffers = messageBuffers();
    const large = buffers.take(1000);
    buffers.giveBack(large);
    expect(buffers.take(1001).length).toBe(1001);
    expect(buffers.take(249).buffer).not.toBe(large.buffer);
    expect(buffers.take(250).buffer).toBe(large.buffer);
  });

  it('are let go when nobody has wanted them for a while', () => {
    const buffers = messageBuffers();
    const buffer = buffers.take(1000);
    buffers.giveBack(buffer);
    jest.advanceTimersByTime(10_000);
    expect(buffers.take(1000).buffer).not.toBe(buffer.buffer);
  });

  it('are not mixed up with others', () => {
    const buffers = messageBuffers();
    const other = Buffer.alloc(1000);
    buffers.giveBack(other);
    expect(buffers.take(1000).buffer).not.toBe(other.buffer);
  });
});
