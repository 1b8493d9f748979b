/** A point in time as the wire has it: whole seconds since 1970 (before it: negative), and nanoseconds after those. */
export interface SecondsAndNanos {
  readonly seconds: bigint;
  readonly nanos: number;
}

/** In milliseconds since 1970; what is finer is cut off. */
export function wholeMs({ seconds, nanos }: SecondsAndNanos): bigint {
  return seconds * 1000n + BigInt(Math.floor(nanos / 1_000_000));
}

/** The first and the last millisecond of the years 0001 to 9999, which is what a google.protobuf.Timestamp holds. */
export const FIRST_MS = -62_135_596_800_000n;
export const LAST_MS = 253_402_300_799_999n;

/**
 * The time, in milliseconds since 1970, as callers can be shown it: one outside the years 0001 to 9999, which another
 * tool may have stored, becomes the first or the last of them.
 */
export function shownTime(ms: bigint): bigint {
  if (ms < FIRST_MS) return FIRST_MS;
  return ms > LAST_MS ? LAST_MS : ms;
}
