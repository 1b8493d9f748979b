import { apportion } from './apportion';

describe('apportion', () => {
  it.each([
    ['by weight', 10, [3, 1, 1], undefined, [6, 2, 2]],
    ['to the largest remainders', 10, [1, 1, 1], undefined, [4, 3, 3]],
    ['what is cut off to the rest', 10, [8, 1, 1], 4, [4, 3, 3]],
    ['over several caps', 12, [8, 6, 1, 1], 4, [4, 4, 2, 2]],
    ['no more than all can have', 100, [5, 1], 3, [3, 3]],
    ['nothing', 0, [1, 2], undefined, [0, 0]],
  ])('shares out %s', (_, total, weights, most, parts) => {
    expect(apportion(total, weights, most)).toEqual(parts);
  });

  it('adds up to the total', () => {
    const weights = Array.from({ length: 997 }, (_, rank) => 1 / (rank + 3) ** 1.1);
    for (const [total, most] of [
      [1, 1],
      [4001, 60],
      [12_345, Infinity],
    ] as const) {
      const parts = apportion(total, weights, most);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(Math.max(...parts)).toBeLessThanOrEqual(most);
    }
  });
});
