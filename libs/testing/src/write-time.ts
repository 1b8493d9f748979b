let last = 0n;

/** Microseconds since 1970, each time later: for what a spec writes as if it had happened now. */
export function writeTime(): bigint {
  const now = BigInt(Date.now()) * 1000n;
  last = now > last ? now : last + 1n;
  return last;
}
