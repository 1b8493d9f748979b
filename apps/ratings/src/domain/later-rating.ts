/** Events tell times in milliseconds, so a later rating is later by one of them. */
const MICROS = 1000n;

/** Whether a rating may follow what stands; both times in microseconds since 1970, undefined: nobody knows when it was given. */
export function isLater(at: bigint, standing: bigint | undefined): boolean {
  return standing === undefined || at / MICROS > standing / MICROS;
}

/** The last time at which a rating may not follow what was given at `ratedAt`. */
export function endOf(ratedAt: bigint): bigint {
  return (ratedAt / MICROS) * MICROS + MICROS - 1n;
}
