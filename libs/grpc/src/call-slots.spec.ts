import { callSlots, slotsOfBoth, type Slots } from './call-slots';

const LIMIT = 1000;

/** Takes until it is refused; how many it took. */
function flood(rpc: Slots, atMost = Infinity): number {
  let taken = 0;
  while (taken < atMost && rpc.take() === undefined) taken++;
  return taken;
}

/** Mulberry32: numbers from 0 up to, not including, `below`. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

describe('the slots for calls', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [10, 6],
    [1000, 666],
    [2000, 1333],
  ])('of which there are %i give an rpc that is alone %i', (limit, share) => {
    const slots = callSlots(limit, 'all');
    const rpc = slots.share('share');
    expect(flood(rpc)).toBe(share);
    expect(rpc.take()?.message).toBe(share === limit ? 'all' : 'share');
    rpc.free();
    expect(flood(rpc)).toBe(1);
  });

  it.each([2, 3, 5, 10])('are shared equally by %i floods, once calls have ended', (floods) => {
    const slots = callSlots(LIMIT, 'all');
    const random = seeded(floods);
    const rpcs = Array.from({ length: floods }, () => ({ slots: slots.share('share'), held: 0 }));
    for (let turn = 0; turn < 20_000; turn++) {
      // Each of them always has more calls; now and then one that is at work ends, whosever it is.
      const ended = rpcs[random(floods)];
      if (ended !== undefined && ended.held > 0) {
        ended.slots.free();
        ended.held--;
      }
      for (const rpc of rpcs) rpc.held += flood(rpc.slots, 1);
    }
    const share = (2 * LIMIT) / (2 * floods + 1);
    for (const { held } of rpcs) expect(Math.abs(held - share)).toBeLessThan(share / 10 + 2);
    expect(slots.share('share').take()).toBeUndefined();
  });

  it('leave one for a newcomer after seven floods, of which each takes all it can and ends nothing', () => {
    const slots = callSlots(LIMIT, 'all');
    for (let floods = 0; floods < 7; floods++) {
      const newcomer = slots.share('share');
      expect(newcomer.take()).toBeUndefined();
      newcomer.free();
      flood(slots.share('share'));
    }
    const last = slots.share('share');
    expect(last.take()).toBeUndefined();
    expect(last.take()?.kind).toBe('resource-exhausted');
    expect(slots.share('share').take()?.message).toBe('all');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'are never more than their number, never lost, and end with a newcomer (random sequence %i)',
    (seed) => {
      const random = seeded(seed);
      const limit = 1 + random(300);
      const slots = callSlots(limit, 'all');
      const rpcs = Array.from({ length: 1 + random(20) }, () => ({ slots: slots.share('share'), held: 0 }));
      const held = () => rpcs.reduce((sum, rpc) => sum + rpc.held, 0);
      const violations: string[] = [];
      for (let step = 0; step < 20_000; step++) {
        const rpc = rpcs[random(rpcs.length)] as (typeof rpcs)[number];
        if (random(100) < 60) {
          const free = limit - held();
          if (rpc.slots.take() === undefined) {
            rpc.held++;
            if (free < 1) violations.push('more than there are');
            if (free === 1 && rpc.held > 1) violations.push('the last one was not taken by a newcomer');
          } else if (rpc.held === 0 ? free > 0 : rpc.held + 1 <= 2 * (free - 1)) {
            violations.push(`refused with ${rpc.held} held and ${free} free`);
          }
        } else if (rpc.held > 0) {
          rpc.slots.free();
          rpc.held--;
        }
      }
      expect(violations).toEqual([]);
      for (const rpc of rpcs) {
        for (; rpc.held > 0; rpc.held--) rpc.slots.free();
      }
      expect(flood(slots.share('share'))).toBe(flood(callSlots(limit, 'all').share('share')));
    },
  );
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
