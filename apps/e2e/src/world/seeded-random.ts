import { createHash } from 'node:crypto';

/** Random bytes that are the same in every run, so that what they break can be looked into. */
export interface SeededRandom {
  /** From 0 to `limit` - 1. */
  below(limit: number): number;
  bytes(length: number): Buffer;
  /** The bytes with one to four of them changed, lost, doubled or cut off. */
  mutate(bytes: Buffer): Buffer;
}

export function seededRandom(seed: string): SeededRandom {
  let counter = 0;
  const next = (): Buffer => createHash('sha256').update(`${seed} ${counter++}`).digest();
  const below = (limit: number): number => (limit === 0 ? 0 : next().readUInt32BE() % limit);
  const bytes = (length: number): Buffer => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) blocks.push(next());
    return Buffer.concat(blocks).subarray(0, length);
  };

  return {
    below,
    bytes,
    mutate(original) {
      let mutated = Buffer.from(original);
      for (let changes = 1 + below(4); changes > 0; changes--) {
        const at = below(mutated.length);
        switch (below(4)) {
          case 0:
            if (mutated.length > 0) mutated[at] = below(256);
            break;
          case 1:
            mutated = Buffer.concat([mutated.subarray(0, at), mutated.subarray(at + 1)]);
            break;
          case 2:
            mutated = Buffer.concat([
              mutated.subarray(0, at),
              mutated.subarray(at, at + 8),
              mutated.subarray(at),
            ]);
            break;
          default:
            mutated = mutated.subarray(0, at);
        }
      }
      return mutated;
    },
  };
}
