import { seeded } from './seeded';

const drawn = (seed: number | string) => {
  const random = seeded(seed);
  return Array.from({ length: 1000 }, () => random.uniform());
};

describe('seeded chance', () => {
  it('is the same in every run: failures of the past can be looked into', () => {
    const random = seeded(1);
    expect(Array.from({ length: 8 }, () => random.below(100))).toEqual([88, 20, 83, 40, 63, 29, 82, 34]);
    expect(drawn('a purpose')).toEqual(drawn('a purpose'));
  });

  it('is another with every seed', () => {
    expect(new Set([...drawn(1), ...drawn(2), ...drawn('a purpose')]).size).toBe(3000);
  });

  it('falls everywhere from 0 up to 1, and on every number below the limit', () => {
    const values = drawn(1);
    for (const value of values) expect(value >= 0 && value < 1).toBe(true);
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
      expect(Math.abs(share - 0.1)).toBeLessThan(0.04);
    }
    const random = seeded(1);
    const numbers = new Set(Array.from({ length: 200 }, () => random.below(5)));
    expect([...numbers].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(Array.from({ length: 200 }, () => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
  });
});
