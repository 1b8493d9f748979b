/** What may happen to bytes on their way: one set, moved by one, lost, a few doubled, the rest cut off. */
export const MUTATIONS = ['set', 'up', 'down', 'lose', 'double', 'cut'] as const;

export interface Mutation {
  readonly kind: (typeof MUTATIONS)[number];
  /** Where; counted from the beginning again when the bytes end before. */
  readonly place: number;
  /** What is `set`. */
  readonly value: number;
}

/** The bytes with these mutations, one after the other; bytes of which none are left stay so. */
export function mutated(original: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce(mutatedOnce, original);
}

function mutatedOnce(bytes: Buffer, { kind, place, value }: Mutation): Buffer {
  if (bytes.length === 0) return bytes;
  const at = place % bytes.length;
  const before = bytes.subarray(0, at);
  const withByte = (byte: number) => Buffer.concat([before, Buffer.of(byte), bytes.subarray(at + 1)]);
  const there = bytes[at] as number;
  switch (kind) {
    case 'set':
      return withByte(value);
    case 'up':
      return withByte(there + 1);
    case 'down':
      return withByte(there - 1);
    case 'lose':
      return Buffer.concat([before, bytes.subarray(at + 1)]);
    case 'double':
      return Buffer.concat([before, bytes.subarray(at, at + 8), bytes.subarray(at)]);
    case 'cut':
      return before;
  }
}
