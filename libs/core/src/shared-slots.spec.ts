import { sharedSlots, type Share } from './shared-slots';

const LIMIT = 1000;

/** Takes until it is refused; how many it took. */
function flood(kind: Share, atMost = Infinity): number {
  let taken = 0;
  while (taken < atMost && kind.take()) taken++;
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

describe('slots that are shared', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [10, 6],
    [1000, 666],
    [2000, 1333],
  ])('of which there are %i give work that is alone %i', (limit, share) => {
    const slots = sharedSlots(limit);
    const kind = slots.share();
    expect(flood(kind)).toBe(share);
    expect(slots.left()).toBe(limit - share);
    kind.free();
    expect(flood(kind)).toBe(1);
  });

  it.each([2, 3, 5, 10])('are shared equally by %i floods, once calls have ended', (floods) => {
    const slots = sharedSlots(LIMIT);
    const random = seeded(floods);
    const kinds = Array.from({ length: floods }, () => ({ slots: slots.share(), held: 0 }));
    for (let turn = 0; turn < 20_000; turn++) {
      // Each of them always has more calls; now and then one that is at work ends, whosever it is.
      const ended = kinds[random(floods)];
      if (ended !== undefined && ended.held > 0) {
        ended.slots.free();
        ended.held--;
      }
      for (const kind of kinds) kind.held += flood(kind.slots, 1);
    }
    const share = (2 * LIMIT) / (2 * floods + 1);
    for (const { held } of kinds) expect(Math.abs(held - share)).toBeLessThan(share / 10 + 2);
    expect(slots.share().take()).toBe(true);
  });

  it('leave one for a newcomer after seven floods, of which each takes all it can and ends nothing', () => {
    const slots = sharedSlots(LIMIT);
    for (let floods = 0; floods < 7; floods++) {
      const newcomer = slots.share();
      expect(newcomer.take()).toBe(true);
      newcomer.free();
      flood(slots.share());
    }
    const last = slots.share();
    expect(last.take()).toBe(true);
    expect(last.take()).toBe(false);
    expect(slots.share().take()).toBe(false);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'are never more than their number, never lost, and end with a newcomer (random sequence %i)',
    (seed) => {
      const random = seeded(seed);
      const limit = 1 + random(300);
      const slots = sharedSlots(limit);
      const kinds = Array.from({ length: 1 + random(20) }, () => ({ slots: slots.share(), held: 0 }));
      const held = () => kinds.reduce((sum, kind) => sum + kind.held, 0);
      const violations: string[] = [];
      for (let step = 0; step < 20_000; step++) {
        const kind = kinds[random(kinds.length)] as (typeof kinds)[number];
        if (random(100) < 60) {
          const free = limit - held();
          if (kind.slots.take()) {
            kind.held++;
            if (free < 1) violations.push('more than there are');
            if (free === 1 && kind.held > 1) violations.push('the last one was not taken by a newcomer');
          } else if (kind.held === 0 ? free > 0 : kind.held + 1 <= 2 * (free - 1)) {
            violations.push(`refused with ${kind.held} held and ${free} free`);
          }
        } else if (kind.held > 0) {
          kind.slots.free();
          kind.held--;
        }
      }
      expect(violations).toEqual([]);
      for (const kind of kinds) {
        for (; kind.held > 0; kind.held--) kind.slots.free();
      }
      expect(flood(slots.share())).toBe(flood(sharedSlots(limit).share()));
    },
  );
});
