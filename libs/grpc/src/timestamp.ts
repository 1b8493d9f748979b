/** google.protobuf.Timestamp as ts-proto generates it. */
export interface WireTimestamp {
  seconds: bigint;
  nanos: number;
}

/** Milliseconds since 1970 (before it, too) as a Timestamp of millisecond precision; nanos are never negative. */
export function timestampOfMs(ms: number): WireTimestamp {
  const seconds = Math.floor(ms / 1000);
  return { seconds: BigInt(seconds), nanos: (ms - seconds * 1000) * 1_000_000 };
}
