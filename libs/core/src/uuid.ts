const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Where a v1 UUID's clock starts: 1582-10-15, in milliseconds before 1970. */
const GREGORIAN_OFFSET_MS = 12_219_292_800_000n;
const TICKS_PER_MS = 10_000n;

/** Stands where a row has no id though the contract promises one: rows that other tools wrote in part. */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/** The 36-character text form; any version, either letter case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** A UUID of version 1, the only version that Cassandra's timeuuid accepts. */
export function isTimeUuid(text: string): boolean {
  return text.charCodeAt(14) === 0x31 /* '1' */ && UUID.test(text);
}

/** The instant inside a v1 UUID, in whole milliseconds since 1970 (its 100 ns ticks are cut off). */
export function timeOfTimeUuid(timeUuid: string): bigint {
  const ticks = BigInt(`0x${timeUuid.slice(15, 18)}${timeUuid.slice(9, 13)}${timeUuid.slice(0, 8)}`);
  return ticks / TICKS_PER_MS - GREGORIAN_OFFSET_MS;
}
