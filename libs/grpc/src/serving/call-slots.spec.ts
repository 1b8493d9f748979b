import { callSlots, slotsOfBoth, type Slots } from './call-slots';

const LIMIT = 1000;

/** Takes until it is refused; how many it took. */
function flood(rpc: Slots): number {
  let taken = 0;
  while (rpc.take() === undefined) taken++;
  return taken;
}

describe('the slots for calls', () => {
  it('say whether an rpc has its share, or all of them are taken', () => {
    const slots = callSlots(3, 'all');
    const [one, another] = [slots.share('one'), slots.share('another')];
    expect(flood(one)).toBe(2);
    expect(one.take()).toMatchObject({ kind: 'resource-exhausted', message: 'one' });
    expect(flood(another)).toBe(1);
    expect(another.take()).toMatchObject({ kind: 'resource-exhausted', message: 'all' });
    one.free();
    expect(another.take()?.message).toBe('another');
    expect(slots.share('newcomer').take()).toBeUndefined();
  });
});

describe('slots of both', () => {
  it('are given back where the second are refused', () => {
    const [few, many] = [callSlots(1, 'few'), callSlots(LIMIT, 'many')];
    const [of, own] = [few.share('few'), many.share('many')];
    const both = slotsOfBoth(own, of);
    expect(both.take()).toBeUndefined();
    expect(both.take()?.message).toBe('few');
    both.free();
    expect(flood(own)).toBe(666);
    expect(flood(of)).toBe(1);
  });

  it('ask for the second only where there is one of the first', () => {
    const second = { take: jest.fn(), free: jest.fn() };
    const both = slotsOfBoth(callSlots(1, 'full').share('full'), second);
    both.take();
    expect(both.take()?.message).toBe('full');
    expect(second.take).toHaveBeenCalledTimes(1);
    both.free();
    expect(second.free).toHaveBeenCalledTimes(1);
  });
});
