import { pickOneWeighted, pickWeighted, randomOf, shuffled } from './random';

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

describe('seeded chance', () => {
  it('falls the same way for the same seed and purpose only', () => {
    const draw = (seed: number, purpose: string) => {
      const random = randomOf(seed, purpose);
      return times(20, () => random.below(1000));
    };
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  });

  it('is even, and within its limits', () => {
    const random = randomOf(1, 'even');
    const draws = times(10_000, () => random.uniform());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    for (const tenth of times(10, () => 0).keys()) {
      const within = draws.filter((draw) => Math.floor(draw * 10) === tenth).length;
      expect(within).toBeGreaterThan(900);
      expect(within).toBeLessThan(1100);
    }
  });

  it('shuffles without losing anything', () => {
    const list = [...Array(50).keys()];
    const mixed = shuffled(list, randomOf(1, 'shuffle'));
    expect(mixed).not.toEqual(list);
    expect(mixed.sort((a, b) => a - b)).toEqual(list);
  });

  it('picks different ones, the heavy ones most often', () => {
    const weights = [10, 1, 1, 1];
    const random = randomOf(1, 'weighted');
    const firsts = times(2000, () => pickWeighted([0, 1, 2, 3], 2, (each) => weights[each] ?? 0, random));
    for (const pair of firsts) expect(new Set(pair).size).toBe(2);
    expect(firsts.filter(([first]) => first === 0).length / 2000).toBeCloseTo(10 / 13, 1);
    const ones = times(2000, () => pickOneWeighted([0, 1, 2, 3], (each) => weights[each] ?? 0, random));
    expect(ones.filter((one) => one === 0).length / 2000).toBeCloseTo(10 / 13, 1);
    expect(pickWeighted([1, 2], 5, () => 1, random)).toHaveLength(2);
  });
});
