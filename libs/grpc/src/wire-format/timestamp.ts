import { shownTime } from '@killrvideo/core';

/** google.protobuf.Timestamp as ts-proto generates it. */
export interface WireTimestamp {
  seconds: bigint;
  nanos: number;
}

/**
 * Milliseconds since 1970 (before it, too) as a Timestamp of millisecond precision; nanos are never negative. A
 * Timestamp holds the years 0001 to 9999: what lies outside becomes the first or the last of them.
 */
export function timestampOfMs(ms: bigint): WireTimestamp {
  const shown = shownTime(ms);
  const fraction = ((shown % 1000n) + 1000n) % 1000n;
  return { seconds: (shown - fraction) / 1000n, nanos: Number(fraction) * 1_000_000 };
}
