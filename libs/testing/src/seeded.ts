import { createHash } from 'node:crypto';

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that falls the same way in every run, so that a failure can be looked into. */
export interface Random {
  /** From 0 up to, not including, 1. */
  uniform(): number;
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

/**
 * For simulations, which draw as they go. What a test says of random inputs is a property of fast-check instead: that
 * finds the smallest input which breaks it.
 */
export function seeded(seed: number | string): Random {
  const generator = xoroshiro128plus(createHash('sha256').update(String(seed)).digest().readInt32LE());
  const below = (limit: number): number => uniformInt(generator, 0, limit - 1);
  return {
    uniform: () => uniformFloat64(generator),
    below,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
  };
}
