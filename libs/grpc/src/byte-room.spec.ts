import { byteRoom } from './byte-room';

describe('room for bytes', () => {
  it('is taken up to its limit, and again when it is free', () => {
    const room = byteRoom(100, 10);
    expect([room.take(60), room.take(40), room.take(1)]).toEqual([true, true, false]);
    room.free(60);
    expect([room.take(61), room.take(60)]).toEqual([false, true]);
  });

  it('is granted in the order of coming, and nobody overtakes', () => {
    const room = byteRoom(100, 10);
    const granted: string[] = [];
    room.take(90);
    room.wait(50, () => granted.push('first'));
    room.wait(10, () => granted.push('second'));
    expect(room.take(1)).toBe(false);
    expect(granted).toEqual([]);
    room.free(90);
    expect(granted).toEqual(['first', 'second']);
    expect([room.take(41), room.take(40)]).toEqual([false, true]);
  });

  it('goes to the next when the one before stops waiting', () => {
    const room = byteRoom(100, 10);
    const granted: string[] = [];
    room.take(60);
    const stop = room.wait(90, () => granted.push('large'));
    room.wait(40, () => granted.push('small'));
    stop?.();
    stop?.();
    expect(granted).toEqual(['small']);
  });

  it('does not let more wait than its bound', () => {
    const room = byteRoom(100, 1);
    room.take(100);
    const stop = room.wait(1, () => {});
    expect(stop).toEqual(expect.any(Function));
    expect(room.wait(1, () => {})).toBeUndefined();
    stop?.();
    expect(room.wait(1, () => {})).toEqual(expect.any(Function));
  });

  it('is there for one that is larger than the limit when nothing else is', () => {
    const room = byteRoom(100, 10);
    expect(room.take(500)).toBe(true);
    expect(room.take(1)).toBe(false);
  });
});
