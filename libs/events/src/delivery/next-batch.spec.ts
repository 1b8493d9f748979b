import fc from 'fast-check';

import { nextBatch, type Waiting } from './next-batch';

let events = 0;
function waiting(over: Partial<Waiting> & { aggregate?: string; bytes?: number } = {}): Waiting {
  const { aggregate = 'kittens', bytes = 10, ...rest } = over;
  const event = { type: 'NotePinned', aggregate, at: BigInt(events++), message: Buffer.alloc(bytes) };
  return { event, notBefore: 0, holdsBack: false, ...rest };
}

const NOW = 1000;

describe('the next batch', () => {
  it('is all that waits, in its order', () => {
    const all = [waiting(), waiting({ aggregate: 'puppies' }), waiting()];
    expect(nextBatch(all, NOW)).toEqual(all);
  });

  it('is of 500 events and a mebibyte at most, but of one event at least', () => {
    const many = Array.from({ length: 600 }, () => waiting());
    expect(nextBatch(many, NOW)).toEqual(many.slice(0, 500));
    const large = Array.from({ length: 5 }, () => waiting({ bytes: 400_000 }));
    expect(nextBatch(large, NOW)).toEqual(large.slice(0, 2));
    const larger = [waiting({ bytes: 2_000_000 }), waiting()];
    expect(nextBatch(larger, NOW)).toEqual(larger.slice(0, 1));
  });

  it('leaves out what was put off, and what follows that in its aggregate', () => {
    const putOff = waiting({ notBefore: NOW + 1, holdsBack: true });
    const other = waiting({ aggregate: 'puppies' });
    expect(nextBatch([putOff, waiting(), other], NOW)).toEqual([other]);
  });

  it('goes on behind what was refused', () => {
    const next = waiting();
    expect(nextBatch([waiting({ notBefore: NOW + 1 }), next], NOW)).toEqual([next]);
  });

  it('never overtakes within an aggregate, but behind what was refused', () => {
    const arbitrary = fc.record({
      aggregate: fc.constantFrom('kittens', 'puppies', 'owls'),
      notBefore: fc.constantFrom(NOW - 1, NOW + 1),
      holdsBack: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(arbitrary.map(waiting)), (all) => {
        const batch = new Set(nextBatch(all, NOW));
        for (const [index, each] of all.entries()) {
          const isOvertaken = all
            .slice(index + 1)
            .some((later) => later.event.aggregate === each.event.aggregate && batch.has(later));
          if (!batch.has(each) && (each.holdsBack || each.notBefore < NOW)) expect(isOvertaken).toBe(false);
        }
      }),
      { seed: 1 },
    );
  });
});
