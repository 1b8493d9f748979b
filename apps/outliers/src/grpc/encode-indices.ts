import type { OutliersResponse } from '@killrvideo/proto/outliers';

/** The tag of OutliersResponse.indices: a packed list. */
const INDICES = 0x0a;

/** A serialized pb.OutliersResponse, the bytes of the generated encoder in a fifth of its time: there may be millions. */
export function encodeIndices({ indices }: OutliersResponse): Buffer {
  if (indices.length === 0) return Buffer.alloc(0);
  let packed = 0;
  for (const index of indices) packed += bytesOf(index);
  const bytes = Buffer.allocUnsafe(1 + bytesOf(packed) + packed);
  bytes[0] = INDICES;
  let at = write(bytes, 1, packed);
  for (const index of indices) at = write(bytes, at, index);
  return bytes;
}

/** Positions are below 2^31, so five bytes are enough. */
function bytesOf(value: number): number {
  if (value < 1 << 7) return 1;
  if (value < 1 << 14) return 2;
  if (value < 1 << 21) return 3;
  return value < 1 << 28 ? 4 : 5;
}

/** Writes a varint at `at`; returns where it ends. */
function write(bytes: Buffer, at: number, value: number): number {
  while (value > 0x7f) {
    bytes[at++] = (value & 0x7f) | 0x80;
    value >>>= 7;
  }
  bytes[at++] = value;
  return at;
}
