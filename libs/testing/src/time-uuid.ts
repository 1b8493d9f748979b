import { randomBytes } from 'node:crypto';

const GREGORIAN_OFFSET_MS = 12_219_292_800_000;
const TICKS_PER_MS = 10_000n;

/** A version 1 UUID of the given time, in milliseconds since 1970, plus `ticks` of 100 ns; otherwise random. */
export function timeUuidAt(ms: number, ticks = 0): string {
  const time = ((BigInt(ms) + BigInt(GREGORIAN_OFFSET_MS)) * TICKS_PER_MS + BigInt(ticks))
    .toString(16)
    .padStart(15, '0');
  const random = randomBytes(8).toString('hex');
  return `${time.slice(7)}-${time.slice(3, 7)}-1${time.slice(0, 3)}-8${random.slice(0, 3)}-${random.slice(4)}`;
}
