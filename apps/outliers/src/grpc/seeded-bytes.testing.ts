import { OutliersRequest, type Metric } from '@killrvideo/proto/outliers';

/** Serialized requests, whole and broken, the same in every run. */
export interface SeededBytes {
  /** A few metrics, some with unusual fields. */
  request(): Buffer;
  /** The bytes with up to three places changed, or as they are. */
  mutated(bytes: Buffer): Buffer;
}

const NAMES = ['', 'CPU', 'memory', 'Größe', 'x'.repeat(200), '🐱'];

/** Well-formed fields that an encoder of ours would not write. */
const ODD_FIELDS = [
  '1001',
  '1b08011c',
  '0a02 2001',
  '0a00',
  '0a0b 19000000000000f83f 2001',
  '8a8000 00',
  '1a01ff',
];

export function seededBytes(seed: number): SeededBytes {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;

  const metric = (): Metric => ({
    time: oneOf([
      undefined,
      { seconds: 0n, nanos: 0 },
      { seconds: BigInt(below(2 ** 31)), nanos: below(1e9) },
    ]),
    name: oneOf(NAMES),
    value: oneOf([0, -0, 1.5, NaN, Infinity, below(1000), 5e-324]),
  });

  return {
    request() {
      const parts: Buffer[] = [];
      for (let count = below(5); count > 0; count--) {
        parts.push(Buffer.from(OutliersRequest.encode({ metrics: [metric()] }).finish()));
        if (below(4) === 0) parts.push(Buffer.from(oneOf(ODD_FIELDS).replaceAll(' ', ''), 'hex'));
      }
      return Buffer.concat(parts);
    },
    mutated(original) {
      let bytes = Buffer.from(original);
      for (let changes = below(4); changes > 0 && bytes.length > 0; changes--) {
        const at = below(bytes.length);
        switch (below(5)) {
          case 0:
            bytes[at] = below(256);
            break;
          case 1:
            bytes[at] = (bytes[at] as number) + oneOf([-1, 1]);
            break;
          case 2:
            bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
            break;
          case 3:
            bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + 8), bytes.subarray(at)]);
            break;
          default:
            bytes = bytes.subarray(0, at);
        }
      }
      return bytes;
    },
  };
}
