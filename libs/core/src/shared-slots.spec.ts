import fc from 'fast-check';

import { sharedSlots, type Share } from './shared-slots';

const LIMIT = 1000;

/** Takes until it is refused; how many it took. */
function flood(kind: Share, atMost = Infinity): number {
  let taken = 0;
  while (taken < atMost && kind.take()) taken++;
  return taken;
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
    const kinds = Array.from({ length: floods }, () => ({ slots: slots.share(), held: 0 }));
    const [turns = []] = fc.sample(
      fc.noBias(fc.array(fc.nat(floods - 1), { minLength: 20_000, maxLength: 20_000, size: 'max' })),
      { seed: floods, numRuns: 1 },
    );
    for (const turn of turns) {
      // Each of them always has more calls; now and then one that is at work ends, whosever it is.
      const ended = kinds[turn];
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

  it('are never more than their number, never lost, and end with a newcomer, whoever calls and ends', () => {
    const limit = fc.integer({ min: 1, max: 300 });
    const kindsOfWork = fc.integer({ min: 1, max: 20 });
    /** Of which kind, counted around; six of ten begin and the others, below 0, are to end. */
    const calls = fc.array(fc.integer({ min: -40, max: 59 }), { maxLength: 20_000, size: 'max' });

    const keepTheRules = fc.property(limit, kindsOfWork, calls, (limit, kindsOfWork, calls) => {
      const slots = sharedSlots(limit);
      const kinds = Array.from({ length: kindsOfWork }, () => ({ slots: slots.share(), held: 0 }));
      let free = limit;
      for (const call of calls) {
        const kind = kinds.at(call % kindsOfWork) as (typeof kinds)[number];
        if (call >= 0) {
          if (kind.slots.take()) {
            kind.held++;
            if (free < 1) throw new Error('more than there are');
            if (free === 1 && kind.held > 1) throw new Error('the last one was not taken by a newcomer');
            if (kind.held > 1 && kind.held > 2 * (free - 1)) throw new Error('more than its share');
            free--;
          } else if (kind.held === 0 ? free > 0 : kind.held + 1 <= 2 * (free - 1)) {
            throw new Error(`refused with ${kind.held} held and ${free} free`);
          }
        } else if (kind.held > 0) {
          kind.slots.free();
          kind.held--;
          free++;
        }
      }
      for (const kind of kinds) {
        for (; kind.held > 0; kind.held--) kind.slots.free();
      }
      expect(slots.left()).toBe(limit);
      expect(flood(slots.share())).toBe(flood(sharedSlots(limit).share()));
    });
    fc.assert(keepTheRules, { seed: 20_261_128, numRuns: 40 });
  });
});
