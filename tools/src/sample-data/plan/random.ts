import { createHash } from 'node:crypto';

/** Chance that falls the same way in every run. */
export interface Random {
  /** From 0 up to, not including, 1. */
  uniform(): number;
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
}

/**
 * `purpose` says what the chance is for. Each purpose has a chance of its own, so what is drawn for one video does not
 * depend on how much was drawn for others, nor on how many there are.
 */
export function randomOf(seed: number, ...purpose: readonly (string | number)[]): Random {
  const hash = digest(seed, purpose);
  // The generator sfc32: a SHA-256 for every draw would take most of the time of a plan.
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => hash.readUInt32LE(at)) as [number, number, number, number];
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  const uniform = (): number => next() / 2 ** 32;
  const below = (limit: number): number => Math.floor(uniform() * limit);
  return {
    uniform,
    below,
    pick(list) {
      if (list.length === 0) throw new Error('there is nothing to pick from');
      return list[below(list.length)] as (typeof list)[number];
    },
    chance: (probability) => uniform() < probability,
  };
}

/** 32 bytes that belong to this seed and purpose. */
export function digest(seed: number, purpose: readonly (string | number)[]): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([seed, ...purpose]))
    .digest();
}

/** The list in another order. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}

/** One of the list, the likelier the greater its weight. */
export function pickOneWeighted<T>(list: readonly T[], weightOf: (each: T) => number, random: Random): T {
  const weights = list.map(weightOf);
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  const at = weights.findIndex((weight) => (left -= weight) < 0);
  return list[at] ?? random.pick(list);
}

/** `count` different ones of the list, each the likelier the greater its weight; all when there are no more. */
export function pickWeighted<T>(
  list: readonly T[],
  count: number,
  weightOf: (each: T) => number,
  random: Random,
): T[] {
  // An exponential race: who has the weight w arrives after a time of mean 1/w, and the first `count` are taken.
  return list
    .map((each) => ({ each, arrival: -Math.log(1 - random.uniform()) / weightOf(each) }))
    .sort((one, other) => one.arrival - other.arrival)
    .slice(0, count)
    .map(({ each }) => each);
}
