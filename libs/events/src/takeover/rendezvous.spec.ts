import { randomUUID } from 'node:crypto';

import { inOrderFor } from './rendezvous';

const WRITERS = ['one', 'two', 'three'];

describe('the order in which processes take over', () => {
  it('is the same wherever it is asked', () => {
    expect(inOrderFor('dead', ['three', 'one', 'two'])).toEqual(inOrderFor('dead', WRITERS));
  });

  it('stays among those that are left when one is gone', () => {
    const [first, ...others] = inOrderFor('dead', WRITERS);
    const left = WRITERS.filter((writer) => writer !== first);
    expect(inOrderFor('dead', left)).toEqual(others);
  });

  it('begins with each of them about equally often', () => {
    const firsts = Array.from({ length: 300 }, () => inOrderFor(randomUUID(), WRITERS)[0]);
    for (const writer of WRITERS) {
      expect(firsts.filter((first) => first === writer).length).toBeGreaterThan(50);
    }
  });
});
