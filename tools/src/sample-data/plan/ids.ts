import { digest } from './random';

/** A UUID of version 4 in form, made of the seed: the same thing has the same id in every run. */
export function uuidOf(seed: number, ...purpose: readonly (string | number)[]): string {
  const bytes = digest(seed, purpose).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return dashed(bytes.toString('hex'));
}

/** Where a v1 UUID's clock starts: 1582-10-15, in milliseconds before 1970. */
const GREGORIAN_OFFSET_MS = 12_219_292_800_000n;
const TICKS_PER_MS = 10_000n;

/** A UUID of version 1 whose time is `ms` (since 1970) and whose other bits come from the seed. */
export function timeUuidOf(ms: number, seed: number, ...purpose: readonly (string | number)[]): string {
  const hash = digest(seed, purpose);
  // The ticks of 100 ns below the millisecond are seeded too: two ids of one millisecond need an order.
  const ticks = (BigInt(ms) + GREGORIAN_OFFSET_MS) * TICKS_PER_MS + (hash.readBigUInt64BE(8) % TICKS_PER_MS);
  const time = ticks.toString(16).padStart(15, '0');
  const rest = hash.subarray(0, 8);
  rest.writeUInt8((rest.readUInt8(0) & 0x3f) | 0x80, 0);
  // The multicast bit marks a node that is no network card's address.
  rest.writeUInt8(rest.readUInt8(2) | 0x01, 2);
  return dashed(`${time.slice(7)}${time.slice(3, 7)}1${time.slice(0, 3)}${rest.toString('hex')}`);
}

function dashed(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
