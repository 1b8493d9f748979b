/** Gives the write times of one process. */
export interface WriteClock {
  /** Microseconds since 1970, each later than the one before. */
  now(): bigint;
  /** Something is written at a time that others have decided: what this process writes next is later, if it may be. */
  goPast(time: bigint): void;
  /** A time after all of these, to delete with: for times of a clock that is wrong, too. */
  afterAll(): bigint;
}

/** Clocks of machines that keep them differ by less. One that is wrong by more must not be everybody's. */
const FOLLOWED_FOR_MICROS = 60_000_000n;

/** The clock of the machine may be set back: the times then go on from the last one. */
export function writeClock(machineMs: () => number = Date.now): WriteClock {
  let last = 0n;
  let latest = 0n;
  const machineTime = (): bigint => BigInt(machineMs()) * 1000n;
  const now = (): bigint => {
    const time = machineTime();
    last = time > last ? time : last + 1n;
    return last;
  };
  return {
    now,
    goPast(time) {
      if (time > latest) latest = time;
      if (time > last && time < machineTime() + FOLLOWED_FOR_MICROS) last = time;
    },
    afterAll() {
      const time = now();
      return time > latest ? time : latest + 1n;
    },
  };
}
