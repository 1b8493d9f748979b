import { seeded } from '@killrvideo/testing';

import { likersOf } from './count-likers';

/** So many likers, at places that chance could give them, the first `limit` of them. */
function first(likers: number, limit: number) {
  const random = seeded(`${likers} likers`);
  const places = Array.from({ length: likers }, () => random.uniform());
  return places
    .sort((a, b) => a - b)
    .slice(0, limit)
    .map((place) => ({ userId: '', place }));
}

describe('how many like a video', () => {
  it.each([0, 1, 99])('is what it is, as long as they are few: %i', (likers) => {
    expect(likersOf(first(likers, 100))).toBe(likers);
  });

  it.each([1_000, 30_000, 1_000_000])('is told by the first of them within a quarter: %i', (likers) => {
    const told = likersOf(first(likers, 100));
    expect(told).toBeGreaterThan(0.75 * likers);
    expect(told).toBeLessThan(1.25 * likers);
  });

  it('is at least as many as were seen', () => {
    expect(likersOf(first(100, 100).map(() => ({ userId: '', place: 0.9999 })))).toBe(100);
  });
});
