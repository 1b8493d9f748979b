import type { Write } from '@killrvideo/cassandra';

import { portionsOfWrites } from './portions-of-writes';

const write = (bytes: number): Write => ({ statement: undefined as never, params: ['x'.repeat(bytes)] });
const sizes = (...bytes: number[]) => portionsOfWrites(bytes.map(write)).map((portion) => portion.length);

describe('portions of writes', () => {
  it('have ten rows at most, in their order', () => {
    expect(sizes()).toEqual([]);
    expect(sizes(...Array.from({ length: 25 }, () => 10))).toEqual([10, 10, 5]);
    const writes = [write(1), write(2)];
    expect(portionsOfWrites(writes)).toEqual([writes]);
  });

  it('have few bytes, unless one write alone has more', () => {
    expect(sizes(2000, 2000, 1000, 1000)).toEqual([1, 2, 1]);
    expect(sizes(10, 100_000, 10)).toEqual([1, 1, 1]);
  });
});
