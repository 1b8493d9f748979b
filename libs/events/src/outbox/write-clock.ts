/** Gives the write times of one process: microseconds since 1970, each later than the one before. */
export type WriteClock = () => bigint;

/** The clock of the machine may be set back: the times then go on from the last one. */
export function writeClock(now: () => number = Date.now): WriteClock {
  let last = 0n;
  return () => {
    const time = BigInt(now()) * 1000n;
    last = time > last ? time : last + 1n;
    return last;
  };
}
